#!/usr/bin/env bash
# Chromium và phông chữ cho kiểm thử trình duyệt, từ gói của Debian nếu được. In ra đường dẫn; thoát 3 nếu không có.
set -euo pipefail
PATH=$PATH:/usr/sbin:/sbin # dpkg needs them
found() { command -v chromium || command -v chromium-browser || command -v google-chrome; }
if ! found >/dev/null; then
  command -v apt-get >/dev/null || exit 3
  sudo=""
  [ "$(id -u)" = 0 ] || { sudo -n true 2>/dev/null && sudo="sudo -n"; } || exit 3
  $sudo apt-get update -qq >/dev/null 2>&1
  $sudo env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120 install -y -qq --no-install-recommends chromium fonts-liberation2 >/dev/null 2>&1 || exit 3
fi
found
