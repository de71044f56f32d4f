# The project's commands, the same by hand and in CI.
#
#   make up      set everything up, build the sample city and serve it at http://127.0.0.1:8000
#   make test    set everything up and pass every test
#   make check   style, types, templates, texts and documents

PYTHON ?= python3
PORT   ?= 8000
TESTS  ?= tests

VENV := .venv
BIN  := $(VENV)/bin
PIP  := $(BIN)/python -m pip --quiet --disable-pip-version-check
LOCK := uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --no-annotate --no-header

.PHONY: up test check format screenshots icons lock clean browsers

up: $(VENV)/run
	$(BIN)/kairan up --port $(PORT)

test: $(VENV)/test browsers
	$(BIN)/python -m pytest $(TESTS)

check: $(VENV)/test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/djlint --quiet --check --lint theme/templates syncd/console/templates
	$(BIN)/kairan check content
	$(BIN)/python -m pytest --quiet tests/docs

format: $(VENV)/test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djlint --quiet --reformat theme/templates syncd/console/templates

# The pictures of the README, taken of the running sample city.
screenshots: $(VENV)/test browsers
	$(BIN)/python -m docs.screenshots docs/images

# The icons of the theme.
icons: $(VENV)/test
	$(BIN)/python -m docs.icons

lock: $(VENV)/test
	$(PIP) install uv
	$(BIN)/$(LOCK) --extra site --output-file requirements/site.txt
	$(BIN)/$(LOCK) --extra daemon --output-file requirements/daemon.txt
	$(BIN)/$(LOCK) --extra site --extra daemon --extra translation --output-file requirements/run.txt
	$(BIN)/$(LOCK) --extra site --extra daemon --extra translation --extra postgresql --extra publish --extra test \
		--output-file requirements/test.txt

browsers:
	@tests/programs

clean:
	rm -rf $(VENV) var output

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Kairan needs Python 3.11 or newer: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
		{ echo "Python's venv is missing. On Debian or Ubuntu: apt install python3-venv" >&2; \
		  rm -rf $(VENV); exit 1; }

$(VENV)/run: $(BIN)/python requirements/run.txt pyproject.toml
	$(PIP) install --require-hashes --requirement requirements/run.txt
	$(PIP) install --no-deps --editable .
	@touch $@

$(VENV)/test: $(BIN)/python requirements/test.txt pyproject.toml
	$(PIP) install --require-hashes --requirement requirements/test.txt
	$(PIP) install --no-deps --editable .
	@touch $@ $(VENV)/run
