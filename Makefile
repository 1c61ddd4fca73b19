# Two commands: `make demo` opens the reader on samples/, `make test` runs every check.
# Nothing is needed but make and a Python of 3.11 or newer; .venv is made on first use.

PYTHON ?= $(shell for p in python3.14 python3.13 python3.12 python3.11 python3; do \
	$$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
ARGS ?=
CORPUS ?=
TOOLS ?= $(CORPUS)/../tools
JOBS ?= auto
# What `make eval` must reach: one line a figure, the script's name first.
FLOORS := tests/benchmarks/floors.txt
floors = $(shell sed -n 's/^$(1) //p' $(FLOORS))

.DEFAULT_GOAL := help
.PHONY: help demo test check eval bench torture screenshots lock clean

help:  ## Show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 14

# Two stamps: the pinned packages are fetched again only when the lock changes, and the program
# itself is installed (editable, without any network) when pyproject.toml does.
.venv/.packages: requirements.lock
	@test -n "$(PYTHON)" || { echo "tuireader needs Python 3.11 or newer with venv: install it, or name one with PYTHON=..." >&2; exit 1; }
	@echo "setting up .venv with $(PYTHON) (once, about a minute)" >&2
	@$(PYTHON) -m venv --clear .venv
	@$(PIP) install --require-hashes -r requirements.lock
	@touch $@

.venv/.ready: .venv/.packages pyproject.toml
	@$(PIP) install --no-index --no-build-isolation --no-deps --editable .
	@touch $@

demo: .venv/.ready  ## Open the reader on samples/ (ARGS=--headless prints instead)
	@$(BIN)/tuireader demo $(ARGS)

check: .venv/.ready  ## Lint, format, layers, types: all that is quick
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports --no-cache --no-logo
	@$(BIN)/mypy

test: check  ## Everything: `check`, then every test
	@$(BIN)/python -m pytest -n $(JOBS) $(ARGS)

eval: .venv/.ready  ## Measure against a corpus (CORPUS=DIR) and the floors in tests/benchmarks
	@test -d "$(CORPUS)" || { echo "make eval needs the corpus: make eval CORPUS=DIR" >&2; exit 2; }
	$(BIN)/python "$(TOOLS)/eval_extract.py" "$(CORPUS)/pages" $(call floors,extract)
	$(BIN)/python "$(TOOLS)/eval_diff.py" "$(CORPUS)/diff/cases.jsonl" --real "$(CORPUS)/diff/real.jsonl" $(call floors,diff)
	$(BIN)/python "$(TOOLS)/eval_changes.py" "$(CORPUS)/revisions/pairs.jsonl" "$(CORPUS)/revisions/gold.jsonl" --cases "$(CORPUS)/changes/cases.jsonl" $(call floors,changes)
	TUIREADER_CORPUS="$(abspath $(CORPUS))" $(BIN)/python -m pytest -n $(JOBS) -m corpus

bench: .venv/.ready  ## Time the parts
	@for script in tests/benchmarks/bench_*.py; do \
		module=$${script%.py}; echo "== $${module##*/}"; \
		$(BIN)/python -m "$$(echo $$module | tr / .)" || exit 1; done

torture: .venv/.ready  ## Kill writers, cut the power, race processes: for longer than `test` does
	@TUIREADER_TORTURE=full $(BIN)/python -m pytest -n $(JOBS) tests/torture $(ARGS)

screenshots: .venv/.ready  ## Draw samples/screenshots/*.svg from the program itself
	@$(BIN)/python -m tests.tui.screenshots $(ARGS)

lock: .venv/.ready  ## Pin the newest versions again
	@$(PYTHON) -m venv build/lock
	@build/lock/bin/python -m pip --quiet --disable-pip-version-check install uv
	@build/lock/bin/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header \
		--upgrade --quiet -o requirements.lock

clean:  ## Remove what was built
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
