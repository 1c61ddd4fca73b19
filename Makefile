# Two commands: `make demo` opens the reader on samples/, `make test` runs every check.
PYTHON ?= $(shell for p in python3.14 python3.13 python3.12 python3.11 python3; do \
	$$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
ARGS ?=
.DEFAULT_GOAL := help
.PHONY: help demo test check eval bench torture screenshots lock clean

help:  ## Show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 14

.venv/.ready: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "tuireader needs Python 3.11 or newer with venv: install it, or name one with PYTHON=..." >&2; exit 1; }
	@echo "setting up .venv with $(PYTHON) (once, about a minute)" >&2
	@$(PYTHON) -m venv --clear .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $@

demo: .venv/.ready  ## Open the reader on samples/ (ARGS=--headless prints instead)
	@$(BIN)/tuireader demo $(ARGS)

test: .venv/.ready  ## Lint, type-check and test everything
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -n auto $(ARGS)

check: test  ## The same as test

lock:  ## Pin the newest versions again (needs uv)
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-annotate --no-header --upgrade -o requirements.lock

clean:  ## Remove what was built
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
