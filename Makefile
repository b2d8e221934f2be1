# Lệnh của người phát triển. README: `make demo` và `make test`.
SHELL := /bin/bash
PY := .venv/bin/python
export UV_PYTHON_DOWNLOADS = never
export UV_SYSTEM_CERTS = 1
export UV_NO_PROGRESS = 1

.PHONY: setup demo run test lint types contracts docs messages check long fuzz bench accuracy lock format screens

setup: .venv/.ready
	@:

.venv/.ready: requirements.lock tools/uv.lock pyproject.toml tools/setup.sh $(wildcard src/dondoc/locale/*/LC_MESSAGES/*.po)
	@bash tools/setup.sh

demo: setup
	@$(PY) -m dondoc.cli demo

run: setup
	@$(PY) -m dondoc.cli init && $(PY) -m dondoc.cli serve

test: setup
	@bash tools/test.sh

long: setup
	@DONDOC_RING=long bash tools/test.sh

lint: setup
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .

format: setup
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

types: setup
	.venv/bin/mypy

contracts: setup
	.venv/bin/lint-imports --no-logo

docs: setup
	$(PY) tools/generate.py --check
	.venv/bin/mkdocs build --strict --quiet --site-dir .site

accuracy: setup
	@$(PY) -m bench.accuracy

screens: setup
	@PYTHONPATH=. $(PY) tools/screens.py

messages: setup
	$(PY) tools/messages.py

check:
	@bash .ci/run

bench: setup
	@.tools/bin/uv pip install --quiet --python $(PY) --target .bench -r bench/peers.txt || echo "Không cài được các đối chứng: phần so sánh sẽ ghi là chưa chạy."
	@bash tools/ray.sh || echo "Không cài được Ray: phần ấy sẽ ghi là chưa chạy."
	@PYTHONPATH=$(CURDIR)/.bench:$(CURDIR)/.ray $(PY) -m bench

fuzz: setup
	@DONDOC_FUZZ_SECONDS=$${DONDOC_FUZZ_SECONDS:-300} $(PY) -m pytest -q -m long tests/reading/test_growth.py

lock:
	.tools/bin/uv pip compile --quiet --no-header --generate-hashes --no-emit-index-url --extra web --extra corpus --group dev \
	  --python-version 3.11 pyproject.toml -o requirements.lock
	echo "ray>=2.50" | .tools/bin/uv pip compile --quiet --no-header --generate-hashes --no-emit-index-url \
	  --python-version 3.11 --constraint requirements.lock - -o tools/ray.lock
