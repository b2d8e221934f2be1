#!/usr/bin/env bash
# Môi trường của dự án: .tools/uv, .venv theo khóa có mã băm, thông điệp đã dịch. Chạy lại chỉ làm phần còn thiếu.
set -euo pipefail
cd "$(dirname "$0")/.."
say() { printf '%s\n' "$*" >&2; }

python=${PYTHON:-python3}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null ||
  { say "Cần Python 3.11 trở lên (python3)."; exit 1; }
if [ ! -x .tools/bin/uv ]; then
  say "Chuẩn bị công cụ…"
  rm -rf .tools
  pip=$(bash tools/pip.sh "$python") ||
    { say "Thiếu gói python3-venv. Cài: apt-get install python3-venv"; exit 1; }
  $pip install --quiet --disable-pip-version-check --retries 1 --require-hashes --target .tools/uv -r tools/uv.lock &&
    mkdir -p .tools/bin && ln -s ../uv/bin/uv .tools/bin/uv ||
    { say "Không tải được công cụ uv: máy này không ra được kho gói Python. Kiểm tra mạng rồi chạy lại."; exit 1; }
fi
if [ ! -x .venv/bin/python ]; then .tools/bin/uv venv --quiet --python "$python" .venv; fi
if ! cmp -s requirements.lock .venv/.lock 2>/dev/null; then
  say "Cài các thư viện theo khóa…"
  .tools/bin/uv pip sync --quiet --require-hashes --python .venv/bin/python requirements.lock ||
    { say "Không cài được thư viện: mã băm không khớp hoặc không ra được kho gói. Không có gì bị thay đổi nửa chừng."; exit 1; }
  cp requirements.lock .venv/.lock
fi
site=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_paths()["purelib"])')
printf '%s\n' "$PWD/src" > "$site/dondoc.pth"
printf '#!/bin/sh\nexec "%s/.venv/bin/python" -m dondoc.cli "$@"\n' "$PWD" > .venv/bin/dondoc
chmod +x .venv/bin/dondoc
.venv/bin/python tools/messages.py --compile
touch .venv/.ready
