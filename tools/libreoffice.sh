#!/usr/bin/env bash
# LibreOffice cho bài so tờ in và cho PDF của mẫu riêng, từ gói của Debian nếu được. Thoát 3 nếu không có.
set -euo pipefail
. "$(dirname "$0")/debian.sh"
command -v soffice >/dev/null || debian_install libreoffice-writer-nogui || exit 3
command -v soffice >/dev/null || exit 3
