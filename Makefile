# `make help` lists the targets. Python ≥ 3.11, git and make are all that must be installed, and no virtual environment
# need be active. Set-up runs again only when a lock file has changed.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

EDITION ?= demo
# The portraits that `make serve` shows.
ONLY ?= 42,region-84,france
# Processes of `make test`: by default as many as there are cores.
WORKERS ?= auto
PYTHON ?= python3
# Modules on it, such as another project's mkdocs, would hide ours.
unexport PYTHONPATH
# Silences the notice of Material's end of life, for which docs/entretien.md has a plan.
export NO_MKDOCS_2_WARNING := 1
VENV := .venv
RUN := $(VENV)/bin/python
# Stamps are kept inside the folder that they are about, and so are deleted with it.
INSTALLED := $(VENV)/.installed
INSTALLED_DEV := $(VENV)/.installed-dev
PACKAGES := node_modules/.installed
AUDITOR := tools/bench/npm/node_modules/.installed
BROWSER_CODE := build/plotly.min.js build/iframe-worker.js build/communes/.made build/assets.sha256
DEMOS := $(patsubst data/editions/%.toml,data/raw/%/.made,$(wildcard data/editions/demo*.toml))
# The files of the live site that `publishable` fetches, to report which totals have changed.
PUBLISHED := .cache/published
INPUT := $(if $(filter demo%,$(EDITION)),$(DEMOS))

.PHONY: help setup bundle site serve archive pdf publishable publish proofs bench check test quick lint lock clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "%-12s%s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: $(INSTALLED) $(BROWSER_CODE) ## Install the dependencies of a build into .venv and node_modules

site: setup $(INPUT) ## Build the whole site into site/ (EDITION=demo, or a year downloaded by `fetch`)
	$(RUN) -m generator build --edition $(EDITION)

serve: setup $(INPUT) ## Serve a preview of a few portraits (ONLY=42,region-84,france) that reloads on changes
	$(RUN) -m generator pages --edition $(EDITION) --only $(ONLY) --output .cache/serve
	$(VENV)/bin/mkdocs serve --config-file .cache/serve/mkdocs.yml

archive: setup $(INPUT) ## Write dist/portraits-commerce-exterieur-<edition>.zip, which opens without a server
	$(RUN) -m generator archive --edition $(EDITION)

pdf: site ## Print one PDF per portrait into dist/pdf/ (needs Chrome or Chromium)
	CHROME="$$(tools/find-chrome)" $(RUN) -m generator pdf --site site

publishable: setup $(INPUT) ## Check that the site may be published, compared with the live one
	$(RUN) -m generator publishable --edition $(EDITION) --output $(PUBLISHED)

publish: publishable archive pdf ## Build the site to publish, with its archive and PDFs
	$(RUN) -m generator build --edition $(EDITION) --extras dist --published $(PUBLISHED)

proofs: ## Write site/preuves/: the digest of each file, and the bills of materials (CycloneDX)
	tools/proofs $(RUN) site

bench: setup $(INSTALLED_DEV) $(AUDITOR) site ## Run the benchmark and print its tables
	$(RUN) -m tools.bench.build
	CHROME="$$(tools/find-chrome)" $(RUN) -m tools.bench.phone site
	CHROME="$$(tools/find-chrome)" tools/with-node $(VENV) $(RUN) -m tools.bench.lighthouse site

check: $(INSTALLED) $(INPUT) ## Validate the customs' files of an edition, writing nothing
	$(RUN) -m generator check --edition $(EDITION)

test: setup lint ## Run every check and test, browsers included
# before the tests: two of their processes could not install packages at the same time
	tools/install-other-browsers
	CHROME="$$(tools/find-chrome --install)" $(RUN) -m pytest --cov --cov-report= --numprocesses $(WORKERS) --dist loadfile --max-worker-restart 0
# modules with less than 90 % of their lines covered; whole builds, browsers and properties are not measured
	$(RUN) -m coverage report | awk '/^(Name|TOTAL)/ || $$NF + 0 < 90'

quick: setup lint ## Run the checks and the tests that need neither a browser nor a whole site
	$(RUN) -m pytest --numprocesses 2 --dist loadfile -m "not whole" --hypothesis-profile quick

lint: $(INSTALLED_DEV) $(PACKAGES) ## Check format, style, import rules and types
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(VENV)/bin/lint-imports
	$(RUN) -m mypy
	tools/with-node $(VENV) npm run --silent lint

lock: $(INSTALLED_DEV) ## Update all dependencies and rewrite the lock files
	tools/lock "$(RUN)" --upgrade

clean: ## Delete everything generated or installed, except the customs' files
	rm -rf site dist build .cache $(VENV) node_modules data/raw/demo* .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(INSTALLED): requirements/site.txt tools/make-venv
	tools/make-venv "$(PYTHON)" $(VENV)
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/site.txt
# if PYTHONDONTWRITEBYTECODE is set, pip does not compile, and each build would compile 700 modules again
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

# the rules kept of Material's style sheets depend on all sources of the pages
build/assets.sha256: tools/assets.mjs generator/figures/theme.py $(shell find docs generator/pages overrides -type f ! -name '*.pyc') $(PACKAGES)
	tools/with-node $(VENV) npm run --silent assets

bundle: $(BROWSER_CODE) ## Bundle the browser's code, ours and npm's, into build/

$(DEMOS): data/raw/%/.made: data/editions/%.toml $(wildcard generator/customs/demo.py data/reference/demo_*.csv data/reference/totaux_publies.csv) | $(INSTALLED)
	rm -rf $(@D)
	$(RUN) -m generator demo --edition $* --output $(@D)
	touch $@
