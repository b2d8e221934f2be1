#!/usr/bin/env bash
# Ray cho kiểm thử của đọc kho, vào .ray/ theo khóa có mã băm: nặng hơn cả phần còn lại, nên không ở trong .venv.
set -euo pipefail
cd "$(dirname "$0")/.."
if ! cmp -s tools/ray.lock .ray/.lock 2>/dev/null; then
  rm -rf .ray
  timeout 60 .tools/bin/uv pip install --quiet --python .venv/bin/python --target .ray --require-hashes -r tools/ray.lock ||
    { rm -rf .ray; exit 3; }
  cp tools/ray.lock .ray/.lock
fi
