#!/usr/bin/env bash
# Ba vòng kiểm thử. DONDOC_RING: test (mặc định: quy tắc, hành vi trên hai cơ sở dữ liệu, các lượt đi), ci (thêm mọi trang, mọi lệnh có bộ đọc riêng, mọi quyền, cả cơ quan mẫu, cả kho, chuyện ngẫu nhiên, trên PostgreSQL mọi hành vi và mỗi trang một lần), long (thêm ngắt máy, nâng cấp, dò, Ray, mọi bề rộng; trên PostgreSQL mọi trang, mọi lượt đi và cả bảng quyền).
set -uo pipefail
cd "$(dirname "$0")/.."
ring=${DONDOC_RING:-test}
folder=$(mktemp -d)
trap 'bash tools/postgres.sh stop "$folder/pg"; bash tools/slapd.sh stop "$folder/slapd"; rm -rf "$folder"' EXIT
chmod 755 "$folder"
unset PYTHONDONTWRITEBYTECODE # else every process compiles every library anew
export DONDOC_DATA="$folder/data" DONDOC_CHROMIUM DONDOC_PG DONDOC_SLAPD PYTHONWARNINGS=default
mkdir -p "$DONDOC_DATA"
DONDOC_CHROMIUM=$(bash tools/chromium.sh) || DONDOC_CHROMIUM=""
DONDOC_PG=$(bash tools/postgres.sh start "$folder/pg") || DONDOC_PG=""
DONDOC_SLAPD=$(bash tools/slapd.sh start "$folder/slapd") || DONDOC_SLAPD=""
export PYTHONPATH="$PWD/.ray" RAY_USAGE_STATS_ENABLED=0
[ "$ring" != long ] || bash tools/ray.sh || echo "Không cài được Ray: bài đọc kho bằng Ray sẽ ghi là chưa chạy."
bash tools/age.sh || echo "Không cài được age: bài mở tệp mã hóa bằng công cụ khác sẽ ghi là chưa chạy."
bash tools/tesseract.sh || echo "Không cài được tesseract-ocr-vie: bài về bản quét sẽ ghi là chưa chạy."
[ "$ring" != long ] || bash tools/libreoffice.sh || echo "Không cài được LibreOffice: bài so tờ in sẽ ghi là chưa chạy."
if [ -n "${CI:-}${DONDOC_REQUIRE_ALL:-}" ]; then
  [ -n "$DONDOC_PG" ] || { echo "PostgreSQL không cài được: bắt buộc ở đây."; exit 1; }
  [ -n "$DONDOC_SLAPD" ] || { echo "slapd không lấy được: bắt buộc ở đây."; exit 1; }
  [ -n "$DONDOC_CHROMIUM" ] || { echo "Chromium không cài được: bắt buộc ở đây."; exit 1; }
fi
failed=0
told() { # what was red, or did not run, is said once more at the end, where it is looked for
  "$@" 2>&1 | tee -a "$folder/told" || failed=1
}
echo "── SQLite"
which="not long"
[ "$ring" != test ] || which="not long and not wide and not page and (not browser or walk or first)"
[ "$ring" != long ] || which="not alone"
told .venv/bin/python -m pytest -q -n auto --dist worksteal -m "$which"
[ "$ring" != long ] || told .venv/bin/python -m pytest -q -s -m alone
which="$which and not library"
[ "$ring" = long ] || which="$which and not table and (not page or round) and (not browser or first)" # every page is asked there once
[ "$ring" != test ] || which="acts and not long and not wide and not page or first"
echo "── PostgreSQL ($which)"
if [ -n "$DONDOC_PG" ]; then
  export DONDOC_DATABASE_URL="$DONDOC_PG"
  told .venv/bin/python -m pytest -q -n auto --dist worksteal -m "$which"
  [ "$ring" != long ] || told .venv/bin/python -m pytest -q -s -m "alone and not library"
else
  echo "CHƯA CHẠY, vì không cài được PostgreSQL trên máy này:"
  .venv/bin/python -m pytest -q -m "$which" --collect-only | grep '::'
fi
[ "$failed" = 0 ] || { echo "── Không đạt"; grep -E "^(FAILED|ERROR) |: Skipped: " "$folder/told"; }
exit $failed
