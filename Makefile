# Two commands: `make run` sets everything up and opens the window; `make test` sets everything up and tests it.
# Needs Python 3.11 or newer and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PEOPLE ?= 50000
PORT ?= 8000
UV_VERSION := 0.13.9

.PHONY: run test check setup lock clean benchmarks

run: $(VENV)/.ready-run
	$(BIN)/ieum run --people $(PEOPLE) --port $(PORT)

test: $(VENV)/.ready-test check
	$(BIN)/python -m pytest -n auto --dist loadgroup

check: $(VENV)/.ready-test
	$(BIN)/ruff check src tests benchmarks
	$(BIN)/ruff format --check src tests benchmarks
	$(BIN)/lint-imports
	$(BIN)/mypy

setup: $(VENV)/.ready-test

benchmarks: $(VENV)/.ready-test
	$(BIN)/uv pip install --quiet --python $(BIN)/python 'openfisca-core==46.0.1'
	$(BIN)/python -m benchmarks.rules

$(VENV)/bin/uv:
	$(PYTHON) -c 'import sys; sys.exit("Ieum needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.11") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

$(VENV)/.ready-run: requirements.lock pyproject.toml | $(VENV)/bin/uv
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.ready-test: requirements-dev.lock $(VENV)/.ready-run
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements-dev.lock
	@touch $@

lock: | $(VENV)/bin/uv
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --quiet --group build pyproject.toml --output-file requirements.lock
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --quiet --group build --group dev --constraints requirements.lock pyproject.toml --output-file requirements-dev.lock

clean:
	rm -rf $(VENV) var .mypy_cache .ruff_cache .pytest_cache .hypothesis
