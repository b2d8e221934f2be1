#!/usr/bin/env bash
# Chromium và phông chữ cho kiểm thử trình duyệt, từ gói của Debian nếu được. In ra đường dẫn; thoát 3 nếu không có.
# Bản không giao diện (headless shell) trước: cùng bộ máy trang, nhưng mỗi bài nhanh hơn khoảng một phần ba.
set -euo pipefail
. "$(dirname "$0")/debian.sh"
light() { command -v chromium-headless-shell; }
full() { command -v chromium || command -v chromium-browser || command -v google-chrome; }
light || { debian_install chromium-headless-shell fonts-liberation2 && light; } ||
  full || { debian_install chromium fonts-liberation2 && full; } || exit 3
