# Everything a newcomer or a machine does here. `make help` lists the targets.
SHELL := /bin/bash
UV := .uv/bin/uv
PY := .venv/bin/python
PORT ?= 8000
DATA ?= var

.PHONY: help setup run test check journeys seed words lock proofs

help: ## Show this list
	@grep -hE '^[a-z]+:.*## ' Makefile | sed 's/:.*## /\t/' | expand -t 12

$(UV):
	python3 -m venv .uv
	.uv/bin/pip install --quiet --disable-pip-version-check uv==0.13.9

.venv/ready: requirements/run.txt pyproject.toml | $(UV)
	$(UV) venv --quiet --allow-existing --python 3.13 .venv
	$(UV) pip install --quiet --python $(PY) --require-hashes -r requirements/run.txt
	$(UV) pip install --quiet --python $(PY) --no-deps -e .
	@touch $@

.venv/ready-tests: requirements/dev.txt .venv/ready
	$(UV) pip install --quiet --python $(PY) --require-hashes -r requirements/dev.txt
	@touch $@

setup: .venv/ready ## Make the Python environment and .venv/bin/storstua

run: setup ## Start the product with demo data; PORT=8123 and DATA=dir choose another place
	@.venv/bin/storstua run --port $(PORT) --data $(DATA)

seed: setup ## Load the demo organisations again
	.venv/bin/storstua demo --data $(DATA)

lock: $(UV) ## Choose versions anew and write requirements/*.txt
	cd requirements && for set in run dev; do ../$(UV) pip compile --quiet --python-version 3.13 --universal --generate-hashes --no-header --no-annotate $$set.in -o $$set.txt; done
