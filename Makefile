# Everything a person or CI runs here. On a machine with Python 3.11 or newer, make and git.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PYTEST := $(BIN)/python -m pytest
# For two cores: one of three mostly waits, for a process that it killed or a provider that hangs.
WORKERS := -n 3 --dist worksteal
# Runs one command with PostgreSQL and Redis beside it, unless DATABASE_URL and REDIS_URL are set.
RUN    := $(BIN)/python -m wedsync.embedded run --
# Modules without Django, network, clock or chance (the import contract lists them): every line
# and branch of them is tested.
PURE    = $(shell $(BIN)/python .ci/pure)

# Some machines forbid bytecode beside the source; compiling anew costs each process seconds.
ifdef PYTHONDONTWRITEBYTECODE
unexport PYTHONDONTWRITEBYTECODE
export PYTHONPYCACHEPREFIX := $(CURDIR)/$(VENV)/bytecode
endif

.DEFAULT_GOAL := help
.PHONY: messages help demo test laws fuzz check steps types covered bench bench-fair bench-api bench-pages browse screenshots chaos shell lock clean

help: ## Print this list.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(VENV)/.runtime messages ## Open the house with a sample season and run a campaign; EXIT=1 ends after it, PORT=9000 starts there.
	@$(BIN)/python -m wedsync.embedded demo $(if $(filter-out 0,$(EXIT)),--exit) $(if $(PORT),--port $(PORT))

test: $(VENV)/.dev messages ## Run the tests, on services of their own; ARGS="tests/messaging -k claim" narrows it down.
	@$(PYTEST) $(WORKERS) $(ARGS)

check: $(VENV)/.dev messages ## Run what CI runs: format, lint, imports, types, migrations, templates, tests, coverage.
	@$(RUN) $(MAKE) --no-print-directory steps

laws: $(VENV)/.dev messages ## Try every law on 10,000 examples (hypothesis); ARGS="tests/personalization" narrows it down.
	@HYPOTHESIS_PROFILE=laws $(PYTEST) -n 2 --dist worksteal -m law $(ARGS)

fuzz: $(VENV)/.dev ## Throw N=20000 cases made of the OpenAPI document at the API, as four callers; SEED=7.
	@FUZZ=$(or $(N),20000) SEED=$(or $(SEED),7) $(PYTEST) -n 2 -q -rP tests/wedsync/api/test_fuzz.py $(ARGS)

browse: $(VENV)/.dev messages ## Run the tests that drive a browser (needs Chromium).
	@$(PYTEST) -m browser $(ARGS)

screenshots: $(VENV)/.dev messages ## Take pictures of every page into artifacts/screenshots (needs Chromium).
	@$(PYTEST) -n 0 -q tests/browser/screenshots.py

bench: $(VENV)/.bench ## Send N=20000 mails with WedSync and with its peers, side by side; ROUNDS=3, ONLY=compose or hostile.
	@$(if $(ONLY),$(BIN)/python -m tests.bench.$(ONLY),$(RUN) $(BIN)/python -m tests.bench $(if $(N),--size $(N)) $(if $(ROUNDS),--rounds $(ROUNDS)))

bench-fair: $(VENV)/.bench ## Queue N=20000 mails of one vendor, and see how long emergencies and the small ones wait.
	@$(RUN) $(BIN)/python -m tests.bench.fairness $(if $(N),--size $(N))

bench-api: $(VENV)/.dev ## Ask the API about COUPLES=100000 and N=1000000 messages of one vendor among others.
	@WEDSYNC_API_PER_MINUTE=1000000 $(RUN) sh -c "$(BIN)/python manage.py migrate -v 0 && DJANGO_SETTINGS_MODULE=wedsync.settings \
	  $(BIN)/python -m tests.bench.api --couples $(or $(COUPLES),100000) --messages $(or $(N),1000000)"

bench-pages: $(VENV)/.dev messages ## Time every page on the sample season and 20,000 messages; TURNS=25.
	@$(PYTEST) -n 0 -q -s tests/bench/pages.py tests/bench/live.py

chaos: $(VENV)/.dev ## Kill, freeze and crash a whole house; N=2000 KILLS=60 SEED=7 MINUTES=15 MUTANT=name.
	@$(BIN)/python -m tests.chaos --messages $(or $(N),2000) --kills $(or $(KILLS),60) \
	  --seed $(or $(SEED),7) --minutes $(or $(MINUTES),15) $(if $(MUTANT),--mutant $(MUTANT))

shell: $(VENV)/.runtime ## Open Django's shell on the data of the demo, whether that runs or not.
	@$(BIN)/python -m wedsync.embedded run --demo -- $(BIN)/python manage.py shell

lock: | $(BIN)/python ## Renew the locked requirements from their .in files.
	@$(BIN)/uv --version || $(BIN)/python -m pip install -q --require-hashes -r requirements/uv.txt
	@for name in uv runtime dev bench; do echo "locking $$name"; \
	  $(BIN)/uv pip compile -q --upgrade --universal --generate-hashes --no-emit-index-url \
	    --python-version 3.11 -o requirements/$$name.txt requirements/$$name.in || exit; done

clean: ## Remove the environment, the demo's data and every cache.
	@$(PYTHON) -m wedsync.embedded clean
	@rm -rf $(VENV) .coverage .coverage.* .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache staticfiles
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- The steps of `make check` ---------------------------------------------------------------

TEMPLATES = $(shell find templates -name '*.html')

steps:
	@echo "== format"
	@$(BIN)/python -m ruff format --check .
	@echo "== lint"
	@$(BIN)/python -m ruff check .
	@echo "== imports"
	@$(BIN)/lint-imports
	@echo "== dependencies"
	@$(BIN)/python -m deptry .
	@echo "== Django's own checks"
	@$(BIN)/python manage.py check --fail-level WARNING
	@echo "== migrations"
	@$(BIN)/python manage.py makemigrations --check --dry-run
	@echo "== templates"
	@$(if $(TEMPLATES),$(BIN)/djangofmt --check $(TEMPLATES))
	@$(if $(TEMPLATES),$(BIN)/djangofmt check $(TEMPLATES))
	@$(if $(TEMPLATES),$(BIN)/djade --check $(TEMPLATES))
	@$(MAKE) --no-print-directory -j 2 types covered
	@echo "== coverage of everything"
	@$(BIN)/python -m coverage report --skip-covered --fail-under=90
	@echo "== coverage of the pure modules"
	@$(BIN)/python -m coverage report --include='$(PURE)' --fail-under=100

# Side by side: mypy has one thread, and the tests' workers begin by waiting for a database.
types:
	@echo "== types"
	@$(BIN)/python -m mypy .

covered:
	@echo "== tests"
	@$(PYTEST) $(WORKERS) --cov --cov-report= $(ARGS)

# --- The languages: compiled from what translators wrote, without gettext's own programs -------

CATALOGUES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/django.po))

messages: $(CATALOGUES)

locale/%.mo: locale/%.po
	@$(BIN)/python -m babel.messages.frontend -q compile -i $< -o $@

# --- The environment ---------------------------------------------------------------------------

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "WedSync needs Python 3.11 or newer: make $(MAKECMDGOALS) PYTHON=/path/to/it"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "Python's venv is missing: apt install python3-venv"; exit 1; }
	@$(PYTHON) -m venv $(VENV)

# uv installs in seconds what pip takes a minute for; without it pip does the same.
define install
	@echo "Installing $< into $(VENV)"
	@$(BIN)/uv --version >/dev/null 2>&1 || \
	  $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/uv.txt || true
	@$(BIN)/uv pip install -q --python $(BIN)/python --require-hashes -r $< || { \
	  echo "uv could not: now with pip, which takes a minute"; \
	  $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r $<; }
	@touch $@
endef

$(VENV)/.runtime: requirements/runtime.txt | $(BIN)/python
	$(install)

$(VENV)/.dev: requirements/dev.txt | $(BIN)/python
	$(install)

$(VENV)/.bench: requirements/bench.txt | $(BIN)/python
	$(install)
