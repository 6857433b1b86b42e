# Needs Python 3.11 or later and make; everything else goes into .venv. Another Python: make PYTHON=python3.12 site

PYTHON ?= python3
# Options for talkbook build, for instance FLAGS=--strict, and for pytest, for instance ARGS='-k search'.
FLAGS ?=
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q
# On every processor; those in a browser one after another, for a second browser would make the first one late.
PYTEST := $(BIN)/python -m pytest -rs -n auto --dist loadgroup
# Material prints a notice about its successor at every build; it has nothing to say to our users.
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.PHONY: help setup site test serve offline check bench bench-scale bench-search corpus format lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(VENV)/with-all ## everything into .venv: run time, tests, checks, the other site engines

site: $(VENV)/ready ## pages, site/ and the proof that nothing was lost
	@$(BIN)/talkbook build $(FLAGS)

test: $(VENV)/with-test ## every test; those in a browser run where a Chromium is found and say so where it is not
	@$(PYTEST) $(ARGS)

serve: $(VENV)/ready ## live preview; a changed source is on the page in a second or two
	@$(BIN)/talkbook serve

offline: $(VENV)/ready ## the site, and dist/<site>-offline.zip: unzip, open index.html, search
	@$(BIN)/talkbook build --offline $(FLAGS)

check: $(VENV)/with-check ## format, lint, types, tests, site with --strict, proof
	@$(BIN)/ruff format --check
	@$(BIN)/ruff check
	@$(BIN)/mypy
	@$(PYTEST) $(ARGS)
	@$(BIN)/talkbook build --strict $(FLAGS)

bench: $(VENV)/with-test ## how long the parts take, on talks made for the purpose
	@$(BIN)/python -m tests.bench $(ARGS)

bench-scale: $(VENV)/with-test ## sites of 10 to 2,000 talks beside those of other programs; ARGS='--sizes 10,150'
	@$(BIN)/python -m tests.bench.scale $(ARGS)

bench-search: $(VENV)/with-test ## the search of a built site of many talks in a browser; ARGS=folder of the built site
	@$(BIN)/python -m tests.bench.search_browser $(or $(ARGS),site)

corpus: $(VENV)/with-test ## every transcript of the corpora as a talk, built and proved; ARGS=--read only reads
	@$(BIN)/python -m tests.corpus $(ARGS)

format: $(VENV)/with-check ## write the code as ruff would have it
	@$(BIN)/ruff check --fix-only --quiet
	@$(BIN)/ruff format

lock: ## requirements.lock anew from pyproject.toml; FLAGS=--upgrade takes the newest of everything
	@$(PYTHON) -m venv .cache/lock
	@.cache/lock/bin/python -m pip --disable-pip-version-check -q install uv
	@.cache/lock/bin/uv pip compile --quiet --universal --all-extras --custom-compile-command 'make lock' \
		$(FLAGS) pyproject.toml -o requirements.lock

clean: ## remove everything that can be made again
	@rm -rf $(VENV) site dist docs/talks .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find generator tests -name __pycache__ -type d -prune -exec rm -rf {} +

# Made anew, not brought up to date, when a requirement changes: what is no longer required must not linger.
$(VENV)/ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "$(PYTHON) is $$($(PYTHON) --version 2>/dev/null || echo not there); Talkbook needs Python 3.11 or later, as in: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) cannot make virtual environments; on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@echo "Installing into $(VENV) (once)"
	@$(PYTHON) -m venv --clear $(VENV)
	@$(PIP) install -c requirements.lock -e .
	@touch $@

$(VENV)/with-test: EXTRAS := test
$(VENV)/with-check: EXTRAS := test,check
$(VENV)/with-all: EXTRAS := test,check,engines
$(VENV)/with-%: $(VENV)/ready
	@echo "Installing [$(EXTRAS)] into $(VENV) (once)"
	@$(PIP) install -c requirements.lock -e '.[$(EXTRAS)]'
	@touch $@
	@if [ $* = all ]; then touch $(VENV)/with-test $(VENV)/with-check; fi
	@if [ $* = check ]; then touch $(VENV)/with-test; fi
