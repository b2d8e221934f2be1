#!/usr/bin/env bash
# Lệnh age để thử rằng công cụ của người khác mở được tệp ta mã hóa, từ gói của Debian nếu được. Thoát 3 nếu không có.
set -euo pipefail
. "$(dirname "$0")/debian.sh"
command -v age >/dev/null || debian_install age || exit 3
command -v age >/dev/null || exit 3
