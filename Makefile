# Everything runs in .venv, which the first word makes. `make` alone lists the words.
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= python3
READY := $(VENV)/.ready

.PHONY: help demo test check lint types contracts snapshots build-up-to-date docs model bench bench-publish clean

help: ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 20

demo: $(READY) ## build the demo of this repository and show what it wrote
	$(BIN)/adfc build --verbose

test: $(READY) ## run every test, on all cores
	$(BIN)/python -m pytest --numprocesses auto

check: test lint types contracts build-up-to-date docs model ## all that CI does

lint: $(READY) ## style
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY) ## types, strictly
	$(BIN)/mypy

contracts: $(READY) ## which module may import which
	$(BIN)/lint-imports

snapshots: $(READY) ## write the snapshots anew, after a look at what changes
	$(BIN)/python -m pytest --snapshot-update

build-up-to-date: $(READY) ## the committed build/ is what adfc writes
	$(BIN)/adfc build --quiet
	git diff --exit-code -- build
	test -z "$$(git status --porcelain -- build)"

docs: $(READY) ## the generated pages are up to date
	$(BIN)/python tools/docs/connectors.py --check
	$(BIN)/python tools/docs/rules.py --check
	$(BIN)/python tools/docs/release.py --check

model: $(READY) ## the committed model of ADF's types is what its generator writes
	$(BIN)/python -m tools.model --check

bench: $(READY) ## how fast it is
	$(BIN)/python benchmarks/run.py

bench-publish: $(READY) ## how fast 500 resources are published, beside one at a time
	$(BIN)/python benchmarks/publish.py

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable . --group dev
	@touch $@

clean: ## forget the virtual environment and the caches
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist
