#!/usr/bin/env bash
# Tesseract với tiếng Việt cho kiểm thử bản quét, từ gói của Debian nếu được. Thoát 3 nếu không có.
set -euo pipefail
. "$(dirname "$0")/debian.sh"
has() { tesseract --list-langs 2>/dev/null | grep -qx vie; }
has || debian_install tesseract-ocr tesseract-ocr-vie || exit 3
has || exit 3
