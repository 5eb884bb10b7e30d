# Everything sets itself up: Python 3.11 or later, make and git are all that a machine needs.
VENV   ?= .venv
RECENT := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
            if $$p -c '$(RECENT)' 2>/dev/null; then echo $$p; break; fi; done)
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check
DEMO   ?= demo

.DEFAULT_GOAL := help
.PHONY: help demo test lint bench load stress train lock clean

help:  ## these lines
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 12

demo: $(VENV)/runtime  ## build the graph of examples/articles and answer two questions
	@$(BIN)/kg build examples/articles --out $(DEMO)
	@echo; echo 'Who leads what?'
	@$(BIN)/kg query $(DEMO) --name who-leads-what
	@echo; echo 'Who supplied whom, and no longer does?'
	@$(BIN)/kg query $(DEMO) --name supplied-and-no-longer
	@echo; echo "Open the graph in a browser: $(abspath $(DEMO))/graph.html"

test: $(VENV)/dev  ## run all tests
	$(BIN)/python -m pytest

lint: $(VENV)/dev  ## style and types
	$(BIN)/ruff check kg tests
	$(BIN)/mypy

bench: $(VENV)/dev  ## time of extraction against bare spaCy, of resolution, of the page, of one article more; memory
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.bench.bench_resolve
	$(BIN)/python -m tests.bench.page
	$(BIN)/python -m tests.bench.bench_add

load: $(VENV)/dev  ## 50 clients for a minute on the server of the demo
	@test -d $(DEMO)/store || $(BIN)/kg build examples/articles --out $(DEMO)
	$(BIN)/python -m tests.bench.load $(DEMO)

stress: $(VENV)/dev  ## kill a writer of a graph at 120 points of its run: nothing may be lost
	$(BIN)/python -m tests.stress 120

train: $(VENV)/dev  ## train the name recogniser again (ontology/lang/fr/ner)
	$(BIN)/python -m kg.extract.train

lock: $(VENV)/dev  ## pin the newest versions that pyproject.toml allows
	$(PIP) install -q uv
	$(BIN)/uv pip compile -q --universal --upgrade --python-version 3.11 --no-header --no-annotate \
	  --no-emit-index-url --no-emit-find-links --extra editor pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile -q --universal --upgrade --python-version 3.11 --no-header --no-annotate \
	  --no-emit-index-url --no-emit-find-links --extra editor --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

clean:  ## remove what was built, and the environment
	rm -rf $(VENV) $(DEMO) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "kg needs Python 3.11 or later: make PYTHON=/path/to/python3.11" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/runtime: requirements.lock pyproject.toml | $(BIN)/python
	$(PIP) install -q -r requirements.lock -c requirements-dev.lock hatchling
	$(PIP) install -q --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev: requirements-dev.lock pyproject.toml | $(BIN)/python
	$(PIP) install -q -r requirements-dev.lock
	$(PIP) install -q --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/runtime
