# Everything a checkout needs: Python 3.11 or newer with venv, make and git.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000

.PHONY: help demo test lint test-browser bench requirements clean

help:
	@echo "make demo          run Leverbook on http://127.0.0.1:$(PORT) with the example guides"
	@echo "make test          run the tests (SQLite, or the server that DATABASE_URL names)"
	@echo "make test-browser  run the browser tests (needs Chromium)"
	@echo "make lint          check style and house rules"
	@echo "make bench         measure reading, storing, the desk's lists and the pages (GUIDES=4000, SAMPLE=a folder)"
	@echo "make requirements  pin the dependencies again, with hashes"

$(BIN)/.installed: requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(BIN)/.installed-browser: requirements-browser.txt $(BIN)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-browser.txt
	@touch $@

demo: export HASHED_STATIC = 1
demo: $(BIN)/.installed
	$(BIN)/python manage.py migrate --verbosity 0
	$(BIN)/python manage.py collectstatic --noinput --verbosity 0
	$(BIN)/python manage.py import_guides guides/examples --publish
	$(BIN)/python manage.py create_demo_editor --port $(PORT)
	@echo "Leverbook is at http://127.0.0.1:$(PORT) - stop it with Ctrl-C"
	$(BIN)/granian --interface wsgi --host 127.0.0.1 --port $(PORT) --blocking-threads 4 --backpressure 32 --log-level warning guides_project.wsgi:application

test: $(BIN)/.installed
	$(BIN)/python -m pytest

test-browser: $(BIN)/.installed-browser
	$(BIN)/python -m pytest -m browser tests/browser

lint: $(BIN)/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

# The sample of real guides beside the checkout where it is there, else the examples.
SAMPLE ?= $(if $(wildcard ../shared/corpus),../shared/corpus,guides/examples)
GUIDES ?= 4000

bench: $(BIN)/.installed
	$(BIN)/python -m benchmarks.library $(SAMPLE)
	$(BIN)/python -m benchmarks.desk $(SAMPLE) $(GUIDES)
	$(BIN)/python -m benchmarks.pages $(SAMPLE) $(GUIDES)

requirements:
	uv pip compile --quiet --universal --generate-hashes --no-header --upgrade \
		--extra test pyproject.toml -o requirements.txt
	uv pip compile --quiet --universal --generate-hashes --no-header \
		--extra test --extra browser -c requirements.txt pyproject.toml -o requirements-browser.txt

clean:
	rm -rf $(VENV) staticfiles .pytest_cache .ruff_cache .hypothesis
