# The commands of the house. Each one prepares what it needs, once.

PYTHON ?= python3
UV := 0.13.9
VENV := .venv
BIN := $(VENV)/bin

# What is installed for the tests is also enough to run; nothing is installed twice.
FOR_RUNNING := $(VENV)/requirements.stamp
FOR_TESTS := $(VENV)/requirements-dev.stamp
INSTALLED := $(or $(wildcard $(FOR_TESTS)),$(FOR_RUNNING))

CATALOGUES := $(wildcard src/peristyle/*/locale/*/LC_MESSAGES/django.po)
TEMPLATES := $(wildcard src/peristyle/*/templates)
MANAGE := $(BIN)/python -W error -m django
PYTEST := $(BIN)/python -m pytest
ON_POSTGRESQL := $(BIN)/python -m tests.harness.postgresql --

heading = @printf '\n── %s ──\n' '$(1)'

.NOTPARALLEL:
.PHONY: help run test style types contracts schema texts sqlite postgresql journeys \
	format messages migrations word-lists lock clean

help:  ## list the commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 20

run: $(INSTALLED) $(VENV)/translations.stamp  ## start the house with the demo university (PORT, PERISTYLE_DATA)
	@exec $(BIN)/peristyle run

test: style types contracts schema texts sqlite postgresql journeys  ## check everything, as the CI does

style: $(FOR_TESTS)
	$(call heading,Style)
	@$(BIN)/ruff check --quiet --output-format concise
	@$(BIN)/ruff format --check --quiet || { echo 'Not formatted: run make format.'; exit 1; }
	@$(BIN)/djlint --quiet --lint $(TEMPLATES)

types: $(FOR_TESTS)
	$(call heading,Types)
	@$(BIN)/mypy

contracts: $(FOR_TESTS)
	$(call heading,Import contracts)
	@$(BIN)/lint-imports --no-logo

schema: export DJANGO_SETTINGS_MODULE = peristyle.config.settings.test
schema: $(FOR_TESTS)
	$(call heading,Migrations)
	@$(MANAGE) check --fail-level WARNING
	@$(MANAGE) makemigrations --check --dry-run

texts: $(FOR_TESTS)
	$(call heading,Translations)
	@$(BIN)/python -m tools.translations check

sqlite: $(FOR_TESTS) $(VENV)/translations.stamp  # what follows tests is at hand: make sqlite ARGS='tests/accounts -x'
	$(call heading,Tests on SQLite)
	@$(PYTEST) -n 2 --ignore tests/journeys $(ARGS)

postgresql: $(FOR_TESTS) $(VENV)/translations.stamp $(VENV)/debian.stamp
	$(call heading,Tests on PostgreSQL)
	@$(ON_POSTGRESQL) $(PYTEST) -n 2 --ignore tests/journeys $(ARGS)

journeys: $(FOR_TESTS) $(VENV)/translations.stamp $(VENV)/debian.stamp
	$(call heading,Journeys in the browser)
	@$(PYTEST) -n 2 tests/journeys $(ARGS)

format: $(FOR_TESTS)  ## format the code
	@$(BIN)/ruff check --quiet --fix-only --select I,F401
	@$(BIN)/ruff format

messages: $(FOR_TESTS)  ## bring the translation catalogues up to date with the sources
	@$(BIN)/python -m tools.translations update

migrations: export DJANGO_SETTINGS_MODULE = peristyle.config.settings.test
migrations: $(FOR_TESTS)  ## write the migrations that the models ask for
	@$(MANAGE) makemigrations

word-lists: $(INSTALLED)  ## build the filters of dictionary words and leaked passwords (LEAKED=file)
	@$(BIN)/python -m peristyle.accounts.word_lists.build $(if $(LEAKED),--leaked $(LEAKED))

lock: $(BIN)/uv  ## choose new versions of what we depend on, within pyproject.toml
	$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --no-annotate --no-header \
		pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --no-annotate --no-header \
		--group dev -c requirements.lock pyproject.toml -o requirements-dev.lock

clean:  ## remove what the commands made, but keep var/
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis src/*.egg-info
	find src -name '*.mo' -delete

$(BIN)/uv:
	@sh tools/venv.sh $(VENV) $(PYTHON) $(UV)

$(VENV)/%.stamp: %.lock pyproject.toml | $(BIN)/uv
	@echo 'Installing $< …'
	@$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes $<
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
	@touch $@

$(VENV)/translations.stamp: $(CATALOGUES)
	@$(BIN)/python -m tools.translations compile
	@touch $@

$(VENV)/debian.stamp: tools/debian.sh
	@sh tools/debian.sh
	@touch $@
