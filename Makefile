# `make help` says what each target does. Nothing is assumed but Python ≥ 3.11, git and make; no virtual environment
# need be active. Set-up is repeated only when a lock has changed.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

EDITION ?= demo
# The portraits that `make serve` shows.
ONLY ?= 42,region-84,france
# Processes that `make test` shares the test files between: as many as there are cores.
WORKERS ?= auto
PYTHON ?= python3
# Another project's modules, such as its mkdocs, would come before ours.
unexport PYTHONPATH
# Material announces its end of life on each build; design notes and README say so already.
export NO_MKDOCS_2_WARNING := 1
VENV := .venv
RUN := $(VENV)/bin/python
# The stamps of what is installed or made lie inside it, and so vanish with it.
INSTALLED := $(VENV)/.installed
INSTALLED_DEV := $(VENV)/.installed-dev
PACKAGES := node_modules/.installed
AUDITOR := tools/bench/npm/node_modules/.installed
BROWSER_CODE := build/plotly.min.js build/iframe-worker.js build/communes/.made build/assets.sha256
DEMOS := $(patsubst data/editions/%.toml,data/raw/%/.made,$(wildcard data/editions/demo*.toml))
# What `publishable` brings of the live site, to tell what has moved since.
PUBLISHED := .cache/published
INPUT := $(if $(filter demo%,$(EDITION)),$(DEMOS))

.PHONY: help setup bundle site serve archive pdf publishable publish proofs bench check test quick lint lock clean

help: ## This list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "%-12s%s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: $(INSTALLED) $(BROWSER_CODE) ## Install what building takes, in .venv and node_modules

site: setup $(INPUT) ## The whole site into site/ (EDITION=demo or a year that `fetch` brought)
	$(RUN) -m generator build --edition $(EDITION)

serve: setup $(INPUT) ## Local preview of a few portraits (ONLY=42,region-84,france) with live reload
	$(RUN) -m generator pages --edition $(EDITION) --only $(ONLY) --output .cache/serve
	$(VENV)/bin/mkdocs serve --config-file .cache/serve/mkdocs.yml

archive: setup $(INPUT) ## dist/portraits-commerce-exterieur-<edition>.zip, to be opened without a server
	$(RUN) -m generator archive --edition $(EDITION)

pdf: site ## dist/pdf/: one A4 portrait a territory (needs Chromium)
	CHROME="$$(tools/find-chrome)" $(RUN) -m generator pdf --site site

publishable: setup $(INPUT) ## Stop where the site is not fit to be put on line; asks the live one
	$(RUN) -m generator publishable --edition $(EDITION) --output $(PUBLISHED)

publish: publishable archive pdf ## The site with its archive and PDFs in it, as it is put on line
	$(RUN) -m generator build --edition $(EDITION) --extras dist --published $(PUBLISHED)

proofs: ## Into site/preuves/: the digest of each file of the site, and what it was built with (CycloneDX)
	tools/proofs $(RUN) site

bench: setup $(INSTALLED_DEV) $(AUDITOR) site ## The project's own benchmark, as tables
	$(RUN) -m tools.bench.build
	CHROME="$$(tools/find-chrome)" $(RUN) -m tools.bench.phone site
	CHROME="$$(tools/find-chrome)" tools/with-node $(VENV) $(RUN) -m tools.bench.lighthouse site

check: $(INSTALLED) $(INPUT) ## Read and validate the customs' files, write nothing
	$(RUN) -m generator check --edition $(EDITION)

test: setup lint ## Every check and test, the browsers' included
# one after the other: two processes of the tests cannot install at once
	tools/install-other-browsers
	CHROME="$$(tools/find-chrome --install)" $(RUN) -m pytest --cov --cov-report= --numprocesses $(WORKERS) --dist loadfile --max-worker-restart 0
# what tests run line by line (no whole build, no browser, no property): the modules of which a tenth was never reached
	$(RUN) -m coverage report | awk '/^(Name|TOTAL)/ || $$NF + 0 < 90'

quick: lint ## What needs neither a browser nor a whole site, for the inner loop
	$(RUN) -m pytest --numprocesses 2 --dist loadfile -m "not whole" --hypothesis-profile quick

lint: $(INSTALLED_DEV) $(PACKAGES) ## Format, lint, one-way imports and types
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(VENV)/bin/lint-imports
	$(RUN) -m mypy
	tools/with-node $(VENV) npm run --silent lint

lock: $(INSTALLED_DEV) ## Choose the newest versions again and write the locks
	tools/lock "$(RUN)" --upgrade

clean: ## Remove all that was made, the customs' own files excepted
	rm -rf site dist build .cache $(VENV) node_modules data/raw/demo* .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(INSTALLED): requirements/site.txt tools/make-venv
	tools/make-venv "$(PYTHON)" $(VENV)
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/site.txt
# pip leaves it out where PYTHONDONTWRITEBYTECODE is set, and each build would compile 700 modules again
	$(RUN) -m compileall -q -j 0 $(VENV)/lib || true
	touch $@

$(INSTALLED_DEV): requirements/dev.txt $(INSTALLED)
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	touch $@

$(PACKAGES): package.json package-lock.json .npmrc requirements/node.txt tools/with-node $(INSTALLED)
	tools/with-node $(VENV) npm ci --no-progress --loglevel=error
	touch $@

$(AUDITOR): tools/bench/npm/package.json tools/bench/npm/package-lock.json $(INSTALLED)
	tools/with-node $(VENV) npm ci --prefix tools/bench/npm --no-progress --loglevel=error
	touch $@

build/plotly.min.js: $(wildcard generator/figures/bundle/*.mjs generator/figures/bundle/stubs/*) $(PACKAGES)
	tools/with-node $(VENV) npm run --silent bundle

build/iframe-worker.js: $(PACKAGES)
	mkdir -p build
	cp node_modules/iframe-worker/shim/index.js $@

build/communes/.made: tools/communes.mjs docs/assets/javascripts/finder-match.js $(PACKAGES)
	rm -rf $(@D)
	tools/with-node $(VENV) node $< $(@D)
	touch $@

# which of Material's rules are kept depends on all that pages are made from
build/assets.sha256: tools/assets.mjs generator/figures/theme.py $(shell find docs generator/pages overrides -type f ! -name '*.pyc') $(PACKAGES)
	tools/with-node $(VENV) npm run --silent assets

bundle: $(BROWSER_CODE) ## The browser's code, into build/: what is taken from npm, our own minified

$(DEMOS): data/raw/%/.made: data/editions/%.toml $(wildcard generator/customs/demo/*.py data/reference/demo_*.csv data/reference/totaux_publies.csv) | $(INSTALLED)
	rm -rf $(@D)
	$(RUN) -m generator demo --edition $* --output $(@D)
	touch $@
