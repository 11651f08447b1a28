# Sourced by the find-… scripts.

# answer FINDER NAME NEEDED OPTION PACKAGE…: prints what FINDER finds. With the OPTION --install, root on a Debian system
# gets the packages. Without any, says what is NEEDED and fails: 1, or 3 where --install can install nothing (not root,
# not Debian).
answer() {
  local finder=$1 name=$2 needed=$3 option=$4
  shift 4
  if "$finder"; then return; fi
  if [[ $option == --install && $(id -u) == 0 && -e /etc/debian_version ]]; then
    echo "No $name on this machine: installing Debian's" >&2
    { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@"; } >&2
    if "$finder"; then return; fi
    option=
  fi
  echo "error: $needed" >&2
  if [[ $option == --install ]]; then return 3; fi
  return 1
}
