#!/usr/bin/env bash
# LibreOffice cho bài so tờ in và cho PDF của mẫu riêng, từ gói của Debian nếu được. Thoát 3 nếu không có.
set -euo pipefail
PATH=$PATH:/usr/sbin:/sbin # dpkg needs them
if ! command -v soffice >/dev/null; then
  command -v apt-get >/dev/null || exit 3
  sudo=""
  [ "$(id -u)" = 0 ] || { sudo -n true 2>/dev/null && sudo="sudo -n"; } || exit 3
  $sudo apt-get update -qq >/dev/null 2>&1
  $sudo env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120 install -y -qq --no-install-recommends libreoffice-writer-nogui >/dev/null 2>&1 || exit 3
fi
command -v soffice >/dev/null || exit 3
