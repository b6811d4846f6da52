# Sourced by mvnw and lcserver: sets JAVA_HOME to a JDK 25 or newer, or says what is missing and fails.
# Looks at JAVA_HOME, JDK25_HOME, the java on the PATH, and the places where package managers and SDKMAN put JDKs.

jdk_feature_release() {
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null
}

is_jdk25() {
  [ -n "$1" ] && [ -x "$1/bin/javac" ] && [ "$(jdk_feature_release "$1")" -ge 25 ] 2>/dev/null
}

jdk_of_path() {
  command -v javac >/dev/null 2>&1 || return 0
  javac_file="$(readlink -f "$(command -v javac)" 2>/dev/null)" || return 0
  dirname "$(dirname "$javac_file")"
}

find_jdk25() {
  case "$-" in *f*) set +f; restore_noglob=1 ;; *) restore_noglob= ;; esac
  found=
  for candidate in "${JAVA_HOME-}" "${JDK25_HOME-}" "$(jdk_of_path)" \
    /usr/lib/jvm/*25* /usr/java/*25* /opt/*jdk*25* /opt/java/*25* \
    "${HOME-}"/.sdkman/candidates/java/25* "${HOME-}"/.jdks/*25* \
    /Library/Java/JavaVirtualMachines/*25*/Contents/Home /opt/homebrew/opt/openjdk@25; do
    if is_jdk25 "$candidate"; then
      found="$candidate"
      break
    fi
  done
  [ -z "$restore_noglob" ] || set -f
  if [ -z "$found" ]; then
    echo "livechat needs a JDK 25, and none was found." >&2
    echo "Looked at JAVA_HOME (${JAVA_HOME:-not set}), JDK25_HOME (${JDK25_HOME:-not set}), the javac on the PATH, /usr/lib/jvm/*25* and the usual places." >&2
    echo "Install one (for example Eclipse Temurin 25) or set JDK25_HOME to its folder." >&2
    return 1
  fi
  JAVA_HOME="$found"
  export JAVA_HOME
}

find_jdk25 || exit 1
