# Scrutineer: everything a user or developer runs. Needs Python 3.11 or newer, make and a package index.
#
#   PYTHON       the Python to make the environment with
#   VENV         where the environment goes
#   TORCH_INDEX  a package index that holds the CPU build of torch. On Linux the usual index serves the CUDA build of
#                several gigabytes; empty means that pip decides by its own settings.
PYTHON ?= python3
VENV ?= .venv
TORCH_INDEX ?=

BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
TORCH := $(shell sed -n '/^torch==/p' constraints.txt)

# Stamps inside the environment: what they stand for is done again only when a file they depend on changes.
CREATED := $(VENV)/.created
WITH_TORCH := $(VENV)/.torch
INSTALLED := $(VENV)/.installed
WITH_TOOLS := $(VENV)/.tools

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help chat install test soak fuzz eval bench sample clean

help: ## Show what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

chat: $(INSTALLED) ## Index the sample papers if there is no index yet, open the chat on localhost:8501
	$(BIN)/scrutineer chat --sample

install: $(INSTALLED) ## Create the environment with what the product needs

test: $(WITH_TOOLS) ## Lint, types and the whole suite
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

# A line for each long test: what stops in the middle, many at once, hostile files, half an hour of visitors.
soak: $(WITH_TOOLS) ## The long tests, which take an hour or two
	SCRUTINEER_SOAK=1 $(BIN)/python -m pytest tests/ingest/test_interruption.py
	SCRUTINEER_SOAK=1 $(BIN)/python -m pytest tests/assistant/test_at_the_same_time.py tests/browser/test_at_the_same_time.py
	SCRUTINEER_SOAK=1 $(BIN)/python -m pytest tests/hostile
	SCRUTINEER_SOAK=1 $(BIN)/python -m pytest tests/test_outgoing.py
	$(BIN)/python -m benchmarks.soak

fuzz: $(WITH_TOOLS) ## Fuzz our parsers by coverage, a minute each (Linux, Python 3.11 to 3.13)
	$(PIP) install -c constraints.txt -e '.[fuzz]'
	$(BIN)/python -m tests.fuzzing.fuzz

eval: $(WITH_TOOLS) ## Answer the question sets and score the answers, then with each set left out of the fit
	$(BIN)/python -m benchmarks.evaluate
	$(BIN)/python -m benchmarks.left_out

bench: $(WITH_TOOLS) ## Time the product beside the usual recipe, and reading alone
	$(BIN)/python -m benchmarks.speed
	$(BIN)/python -m benchmarks.reading

sample: $(WITH_TOOLS) ## Make the sample papers again from their text
	$(BIN)/python -m corpus.sample.make corpus/sample/papers

clean: ## Remove the environment, caches and evaluation folders; indexes and papers stay
	rm -rf $(VENV) .eval .fuzz .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist scrutineer.egg-info

$(CREATED):
	@command -v $(PYTHON) >/dev/null 2>&1 || { \
	  echo "Scrutineer needs Python 3.11 or newer, and '$(PYTHON)' is not there. Name yours: make chat PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Scrutineer needs Python 3.11 or newer; '$(PYTHON)' is $$($(PYTHON) --version 2>&1). Name another: make chat PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "'$(PYTHON)' comes without venv. On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

# torch by itself first: from its own index it comes without its dependencies, which the next step installs.
$(WITH_TORCH): constraints.txt $(CREATED)
	$(PIP) install $(if $(TORCH_INDEX),--index-url $(TORCH_INDEX) --no-deps,-c constraints.txt) $(TORCH)
	@touch $@

$(INSTALLED): pyproject.toml constraints.txt $(WITH_TORCH)
	$(PIP) install -c constraints.txt -e .
	@touch $@

$(WITH_TOOLS): pyproject.toml constraints.txt $(WITH_TORCH)
	$(PIP) install -c constraints.txt -e '.[dev]'
	@touch $@ $(INSTALLED)
