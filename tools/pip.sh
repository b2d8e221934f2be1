#!/usr/bin/env bash
# In ra lệnh gọi pip: của .tools nếu máy có venv, bằng không thì từ gói của Debian, được giải nén mà không cần quyền root.
#   tools/pip.sh PYTHON
set -euo pipefail
if "$1" -m venv .tools >/dev/null 2>&1; then echo .tools/bin/python -m pip; exit; fi
rm -rf .tools
command -v apt-get >/dev/null || exit 1
if [ "$(id -u)" = 0 ]; then
  apt-get update -qq >/dev/null
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >/dev/null
  "$1" -m venv .tools
  echo .tools/bin/python -m pip
  exit
fi
mkdir -p .tools/deb
(cd .tools/deb && apt-get download -qq python3-pip-whl >/dev/null 2>&1 && dpkg-deb -x python3-pip-whl_*.deb .)
wheel=$(ls .tools/deb/usr/share/python-wheels/pip-*.whl)
echo "$1" "$wheel/pip"
