# Needs Python 3.11 or later and make. `make help` lists what there is.
PYTHON ?= python3
PORT ?= 8000
STORE ?= sqlite

BIN := .venv/bin
STAMP := .venv/installed
LOCKER := .venv.lock
COMPILE := $(LOCKER)/bin/uv pip compile --quiet pyproject.toml --universal --python-version 3.11 \
	--generate-hashes --no-strip-extras $(if $(UPGRADE),--upgrade)

# STORE=neo4j uses the server that CREDWAY_STORE names, or starts one of its own.
ifeq ($(STORE),neo4j)
STORE_URL := $(if $(CREDWAY_STORE),$(CREDWAY_STORE),neo4j)
else
STORE_URL := $(STORE)
endif

.DEFAULT_GOAL := help
.PHONY: help run test check format lock clean

help: ## list the commands
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 10
	@echo 'Settings: PORT=8000  STORE=sqlite|neo4j|a store URL  PYTHON=python3'

run: $(STAMP) ## serve the demonstration on http://localhost:8000 (PORT=, STORE=)
	$(BIN)/credway serve --demo --port $(PORT) --store '$(STORE_URL)'

# Two processes: one runs all that needs Neo4j, the other begins with the rest. ARGS='-n 0' runs all in one.
test: $(STAMP) ## run all tests on two cores (ARGS= goes to pytest)
	$(BIN)/python -m pytest -n 2 --dist loadgroup $(ARGS)

check: $(STAMP) ## lint, formatting and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

format: $(STAMP) ## format the source
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

# The environment: exactly the locked files, each checked against its hash; then this folder, editable.
$(STAMP): pyproject.toml requirements.lock requirements-dev.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'Credway needs Python 3.11 or later; $(PYTHON) is older or missing. Name another: make PYTHON=python3.12 ...' >&2; exit 1; }
	@[ -x $(BIN)/python ] || $(PYTHON) -m venv .venv || \
	  { echo 'Could not make .venv; on Debian and Ubuntu install the package python3-venv first.' >&2; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(STAMP)

lock: ## resolve the dependencies again (UPGRADE=1 takes newer versions)
	@[ -x $(LOCKER)/bin/uv ] || { $(PYTHON) -m venv $(LOCKER) && $(LOCKER)/bin/python -m pip install --quiet uv; }
	UV_CUSTOM_COMPILE_COMMAND='make lock' $(COMPILE) --group build --output-file requirements.lock
	UV_CUSTOM_COMPILE_COMMAND='make lock' $(COMPILE) --group build --group dev \
	  --constraints requirements.lock --output-file requirements-dev.lock

clean: ## remove the environment, caches and builds (data stays)
	rm -rf .venv .venv.lock .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage htmlcov build dist
	find $(wildcard graphql loaders ontology registry server shapes tests) -name __pycache__ -type d -prune -exec rm -rf {} +
