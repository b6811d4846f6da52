# Sourced by the commands in bin/. Expects $home, the folder of the installation.

# Under LANG=C or none at all Java takes paths and output for ASCII, and fails on a folder called 무전기.
case "${LC_ALL:-${LC_CTYPE:-${LANG-}}}" in
  *.[Uu][Tt][Ff]*) ;;
  *) LC_ALL=C.UTF-8; export LC_ALL ;;
esac

java="$home/runtime/bin/java"
if [ ! -x "$java" ]; then
  echo "$(basename "$0"): $java is missing or cannot be executed; unpack the archive anew" >&2
  exit 1
fi
