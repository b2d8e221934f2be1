#!/usr/bin/env bash
# Chromium và phông chữ cho kiểm thử trình duyệt, từ gói của Debian nếu được. In ra đường dẫn; thoát 3 nếu không có.
set -euo pipefail
. "$(dirname "$0")/debian.sh"
found() { command -v chromium || command -v chromium-browser || command -v google-chrome; }
found >/dev/null || debian_install chromium fonts-liberation2 || exit 3
found
