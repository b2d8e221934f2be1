#!/usr/bin/env bash
# Tesseract với tiếng Việt cho kiểm thử bản quét, từ gói của Debian nếu được. Thoát 3 nếu không có.
set -euo pipefail
PATH=$PATH:/usr/sbin:/sbin # dpkg needs them
has() { tesseract --list-langs 2>/dev/null | grep -qx vie; }
if ! has; then
  command -v apt-get >/dev/null || exit 3
  sudo=""
  [ "$(id -u)" = 0 ] || { sudo -n true 2>/dev/null && sudo="sudo -n"; } || exit 3
  $sudo apt-get update -qq >/dev/null 2>&1
  $sudo env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120 install -y -qq --no-install-recommends tesseract-ocr tesseract-ocr-vie >/dev/null 2>&1 || exit 3
fi
has || exit 3
