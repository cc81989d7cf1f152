# Everything a newcomer or a machine does here. `make help` lists the targets.
SHELL := /bin/bash
UV := .uv/bin/uv
PY := .venv/bin/python
PORT ?= 8000
DATA ?= var
ARGS ?=
# Compiled modules are kept, so that the next process starts seconds sooner.
unexport PYTHONDONTWRITEBYTECODE
SMALL ?=
# MEASURE="--cov --cov-report=" notes meanwhile which branches of actions, permissions, queries, counting, fit
# and vault the tests walk, for `.venv/bin/coverage report`; it takes about half as much computing again.
MEASURE ?=

.PHONY: help setup setup-tests chromium run test check journeys words seed bench doors proofs audit lock

help: ## Show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

$(UV):
	@echo "Fetching uv, which makes the Python environment"
	@python3 -m venv .uv
	@.uv/bin/pip install --quiet --disable-pip-version-check uv==0.13.9

.venv/ready: requirements/run.txt pyproject.toml | $(UV)
	@echo "Making the Python environment"
	@$(UV) venv --quiet --allow-existing --python 3.13 .venv
	@$(UV) pip install --quiet --python $(PY) --require-hashes -r requirements/run.txt
	@$(UV) pip install --quiet --python $(PY) --no-deps -e .
	@touch $@

.venv/ready-tests: requirements/dev.txt .venv/ready
	@$(UV) pip install --quiet --python $(PY) --require-hashes -r requirements/dev.txt
	@touch $@

setup: .venv/ready ## Make the Python environment and .venv/bin/storstua

setup-tests: .venv/ready-tests

chromium:
	@tools/install_chromium.sh

run: setup ## Start the product with demo data; PORT=8123 and DATA=dir choose another place
	@exec .venv/bin/storstua run --port "$(PORT)" --data "$(DATA)" --with-parent

test: setup-tests ## Run all tests, browser journeys included; ARGS="storstua/ui -k form" picks some
ifneq ($(strip $(ARGS)),)
	@$(PY) -m storstua.launcher.testing $(ARGS)
else
	@$(MAKE) --no-print-directory chromium
	@$(PY) -m storstua.launcher.testing -m "not journey" -n 2 --dist worksteal $(MEASURE)
	@$(MAKE) --no-print-directory journeys
endif

journeys: setup-tests chromium ## Walk the product in a real browser
	@$(PY) -m storstua.launcher.testing -m journey tests/journeys -n 2 --maxschedchunk=1 $(ARGS)

check: setup-tests ## Lint, format, types, contracts, migrations and texts, then all tests
	@tools/check.sh
	@$(MAKE) --no-print-directory test

words: setup-tests ## Bring the catalogues of texts up to date with the source
	@$(PY) tools/words.py

seed: setup ## Load the demo organisations again
	@.venv/bin/storstua demo --data "$(DATA)"

bench: setup ## Measure each page of the demo: queries, milliseconds, bytes
	@.venv/bin/storstua bench pages --data "$(DATA)"

doors: setup-tests ## Write the table of all addresses and their doors anew
	@STORSTUA_SECRET_KEY=x DATABASE_URL=postgresql://nobody@127.0.0.1:1/none \
	DJANGO_SETTINGS_MODULE=storstua.config.settings $(PY) -W ignore tools/doors.py

proofs: setup-tests ## Prove what takes long, and write a table; SMALL=1 in minutes, ARGS="mail faults" picks some
	@$(PY) -W ignore -m proofs $(if $(SMALL),--small) --table "$(DATA)/proofs.txt" $(ARGS)

audit: $(UV) ## Ask whether a hole is known in any library; 0 none, 1 some, 2 could not be looked up
	@python3 tools/audit.py

lock: $(UV) ## Choose versions anew and write requirements/*.txt
	cd requirements && for set in run dev; do ../$(UV) pip compile --quiet --python-version 3.13 --universal --generate-hashes --no-header --no-annotate $$set.in -o $$set.txt; done
