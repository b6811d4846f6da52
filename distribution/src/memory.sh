# Sourced by lcserver: the options of the JVM that depend on how much memory there is.

# Sets $memory to the KiB that the machine has, or that a container or a service manager (cgroups, version 1 or 2) leaves of it.
find_memory() {
  while read -r name memory _; do
    [ "$name" != MemTotal: ] || break
  done </proc/meminfo
  [ -r /proc/self/cgroup ] || return 0
  while IFS=: read -r hierarchy controllers group; do
    case "$hierarchy:$controllers" in
      0:) top=/sys/fs/cgroup file=memory.max ;;
      *:*memory*) top=/sys/fs/cgroup/memory file=memory.limit_in_bytes ;;
      *) continue ;;
    esac
    # A group has no more than those above it. In a container its path may be the host's, of which only the top is there.
    group="${group%/}"
    lower_memory "$top$group/$file"
    while [ -n "$group" ]; do
      group="${group%/*}"
      lower_memory "$top$group/$file"
    done
  done </proc/self/cgroup
}

# To what this file says, in bytes; "max" is no limit.
lower_memory() {
  [ -r "$1" ] && read -r bytes <"$1" || return 0
  case "$bytes" in
    *[!0-9]*) ;;
    *) [ "$((bytes / 1024))" -ge "$memory" ] || memory=$((bytes / 1024)) ;;
  esac
}

# Sets $memory_options for so many KiB.
choose_memory_options() {
  if [ "$1" -ge $((512 * 1024)) ]; then
    # Its pauses stay below a millisecond, which is what one packet may be late; the heap is small either way.
    memory_options="-XX:+UseZGC"
    return
  fi
  # What is not heap takes some 90 MiB; what lives after the start takes 20 of the heap.
  heap=$(($1 - 96 * 1024))
  [ "$heap" -ge $((32 * 1024)) ] || heap=$((32 * 1024))
  memory_options="-XX:+UseSerialGC -Xmx${heap}k"
  # The second compiler makes faster code, and takes 20 MiB and more for it.
  [ "$1" -ge $((256 * 1024)) ] || memory_options="$memory_options -XX:TieredStopAtLevel=1"
}
