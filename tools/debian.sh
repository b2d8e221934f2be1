# Gói của Debian — dùng bằng `. tools/debian.sh`: debian_install GÓI… cài nếu máy và quyền cho phép; không thì trả về khác 0.
PATH=$PATH:/usr/sbin:/sbin # dpkg needs them
debian_install() {
  command -v apt-get >/dev/null || return 1
  local sudo=""
  [ "$(id -u)" = 0 ] || { sudo -n true 2>/dev/null && sudo="sudo -n"; } || return 1
  $sudo apt-get update -qq >/dev/null 2>&1
  $sudo env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120 install -y -qq --no-install-recommends "$@" >/dev/null 2>&1
}
