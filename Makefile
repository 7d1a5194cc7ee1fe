# Everything a checkout needs: Python 3.11 or newer with venv, make and git.
PYTHON ?= python3
# "make test DJANGO=6.1" runs the tests on another Django, which needs Python 3.12 or newer.
DJANGO ?=
SUFFIX := $(if $(DJANGO),-django-$(DJANGO))
VENV := .venv$(SUFFIX)
REQUIREMENTS := requirements$(SUFFIX).txt
BIN := $(VENV)/bin
PORT ?= 8000
# Of the tests: more arguments for pytest, and how they share the processors
ARGS ?=
PARALLEL ?= -n auto --maxprocesses 8 --dist loadgroup --no-loadscope-reorder

# As docs/operations.md explains: a connection costs little and may stay, a silent one is closed, a dead worker comes back;
# one that is told to stop before it listens for that is ended.
SERVER = --interface wsgi --http 1 --blocking-threads 16 --backpressure 256 --http1-header-read-timeout 15000 \
	--respawn-failed-workers --respawn-interval 1 --workers-kill-timeout 5

# Of "make bench-growth"
GUIDES ?= 100000
OFFERS ?= 2000

.PHONY: help installed demo test lint test-proxy test-manual test-browser no-other-django bench bench-browser bench-growth bench-words bench-hostile requirements audit clean

help:
	@echo "make demo          run Leverbook on http://127.0.0.1:$(PORT) with the example guides"
	@echo "make test          run the tests (SQLite, or the server that DATABASE_URL names)"
	@echo "make test DJANGO=6.1   the same on Django 6.1 (needs PYTHON=python3.12 or newer)"
	@echo "make test-browser  run the browser tests (needs Chromium)"
	@echo "make test-proxy    run the tests that go through nginx (needs it)"
	@echo "make test-manual   paste docs/operations.md into a copy of this machine (Debian, as root, with what it installs)"
	@echo "make lint          check style and house rules"
	@echo "make bench         how quick imports, the desk and the pages are with 4,000 guides (a few minutes)"
	@echo "make bench BESIDE=COMMIT  and candidates' pages beside those of a commit, in turns"
	@echo "make bench-browser what a phone on a slow line waits for (needs Chromium; BESIDE=COMMIT as well)"
	@echo "make bench-growth  what $(GUIDES) guides and $(OFFERS) offers do to it (GUIDES=, OFFERS=)"
	@echo "make bench-hostile whether a text can be made to take a reader's time"
	@echo "make audit         look the pins up among known vulnerabilities (needs the network)"
	@echo "make requirements  pin the dependencies again, with hashes"

$(BIN)/.installed: $(REQUIREMENTS)
	@$(if $(DJANGO),$(PYTHON) -c 'import sys; sys.exit("PYTHON= has to name 3.12 or newer" if sys.version_info < (3, 12) else 0)')
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(REQUIREMENTS)
	@touch $@

$(BIN)/.installed-browser: requirements-browser.txt $(BIN)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-browser.txt
	@touch $@

installed: $(BIN)/.installed

demo: export HASHED_STATIC = 1
demo: export SITE_ORIGIN = http://127.0.0.1:$(PORT)
# A process with several threads holds less memory with few heaps.
demo: export MALLOC_ARENA_MAX = 2
demo: $(BIN)/.installed
	$(BIN)/python manage.py migrate --verbosity 0
	$(BIN)/python manage.py collectstatic --noinput --verbosity 0
	$(BIN)/python manage.py import_guides guides/examples --publish
	$(BIN)/python manage.py create_demo_editor --port $(PORT)
	@echo "Leverbook is at http://127.0.0.1:$(PORT) - stop it with Ctrl-C"
	$(BIN)/granian $(SERVER) --host 127.0.0.1 --port $(PORT) --log-level error guides_project.wsgi:application

test: $(BIN)/.installed
	$(BIN)/python -m pytest $(PARALLEL) $(ARGS)

test-proxy: $(BIN)/.installed
	$(BIN)/python -m pytest -m proxy $(ARGS) tests/proxy

test-manual: $(BIN)/.installed
	$(BIN)/python -m pytest -m manual $(ARGS) tests/manual

# With requirements-browser.txt comes Django 5.2.
test-browser: $(if $(DJANGO),no-other-django) $(BIN)/.installed-browser
	$(BIN)/python -m pytest -m browser $(PARALLEL) $(ARGS) tests/browser

no-other-django:
	@echo "The browser tests run on the Django of requirements.txt alone." >&2; exit 1

lint: $(BIN)/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy

bench: $(BIN)/.installed
	$(BIN)/python -m benchmarks.library
	$(BIN)/python -m benchmarks.desk
	$(BIN)/python -m benchmarks.pages
	$(if $(BESIDE),$(BIN)/python -m benchmarks.private --beside $(BESIDE))

bench-browser: $(BIN)/.installed-browser
	$(BIN)/python -m benchmarks.browser $(if $(BESIDE),--beside $(BESIDE))

bench-growth: $(BIN)/.installed
	$(BIN)/python -m benchmarks.pages --guides 4000 $(GUIDES) --offers $(OFFERS) --explain
	$(BIN)/python -m benchmarks.desk --guides $(GUIDES)

# What candidates of the library in DATABASE_URL are handed to say: EACH=10 for each tenth guide.
bench-words: $(BIN)/.installed
	$(BIN)/python -m benchmarks.words --each $(or $(EACH),1)

# Whether a text can be made to take a reader's time: half an hour of one processor, guides above all; "--all" of the
# second tries each unit behind every context.
bench-hostile: $(BIN)/.installed
	$(BIN)/python -m benchmarks.expressions
	$(BIN)/python -m benchmarks.hostile

# Our example guides through real converters, anew: needs pip, npm and LibreOffice Writer, not the project's environment.
CONVERTERS = .converters
converted:
	$(PYTHON) -m venv $(CONVERTERS)/conv
	$(CONVERTERS)/conv/bin/python -m pip install --quiet -r tests/guides/parsing/converted/tools.txt
	mkdir -p $(CONVERTERS)/node
	cp tests/guides/parsing/converted/package.json $(CONVERTERS)/node/
	npm --prefix $(CONVERTERS)/node install --no-audit --no-fund
	$(PYTHON) tests/guides/parsing/converted/make.py $(CONVERTERS)

requirements:
	uv pip compile --quiet --universal --generate-hashes --no-header --upgrade \
		--extra test pyproject.toml -o requirements.txt
	uv pip compile --quiet --universal --generate-hashes --no-header \
		--extra test --extra browser -c requirements.txt pyproject.toml -o requirements-browser.txt
	uv pip compile --quiet --universal --generate-hashes --no-header \
		-c requirements.txt pyproject.toml -o requirements-run.txt
	grep -E '^[a-z0-9-]+==' requirements.txt | grep -v '^django==' | sed 's/ *\\$$//' > .pinned
	echo 'django>=6.1,<6.2' > .override
	uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.12 --override .override \
		--extra test -c .pinned pyproject.toml -o requirements-django-6.1.txt
	rm .pinned .override
	echo 'pip-audit>=2.10' | uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 --upgrade - -o requirements-audit.txt

# An audit that looked nothing up is none: it fails, and a good one says how many pins it looked up.
audit:
	$(PYTHON) -m venv .venv-audit
	.venv-audit/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-audit.txt
	.venv-audit/bin/python .ci/audit.py requirements.txt requirements-browser.txt requirements-django-6.1.txt

clean:
	rm -rf .venv .venv-audit .venv-django-* .converters .mypy_cache .import_linter_cache staticfiles .pytest_cache .ruff_cache .hypothesis
