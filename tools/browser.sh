# Sourced by the find-… scripts.

# find_or_install FINDER NAME MESSAGE OPTION PACKAGE…: prints the path that FINDER finds. If there is none and OPTION is
# --install, root on Debian installs the packages and tries again. Otherwise prints MESSAGE and returns 1, or 3 where
# --install is not possible (not root, or not Debian).
find_or_install() {
  local finder=$1 name=$2 message=$3 option=$4
  shift 4
  if "$finder"; then return; fi
  if [[ $option == --install && $(id -u) == 0 && -e /etc/debian_version ]]; then
    echo "$name is not on this machine: installing Debian's package" >&2
    { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@"; } >&2
    if "$finder"; then return; fi
    option=
  fi
  echo "error: $message" >&2
  if [[ $option == --install ]]; then return 3; fi
  return 1
}
