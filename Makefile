# Two commands for a fresh machine: each sets itself up (Python 3.11, gcc and the package registry are enough).
#   make demo   real decisions with their explanations
#   make test   everything that has to hold before a change is taken

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test check lint types layers unit docs serve mutants clean

demo: $(READY)
	@$(BIN)/afterschool-policy check
	@for name in hardship_relief refusal_lawfulness session_time staffing_level vendor_admission; do \
	  echo; echo "$$ afterschool-policy explain $$name --facts fixtures/demo/$$name.yaml"; echo; \
	  $(BIN)/afterschool-policy explain $$name --facts fixtures/demo/$$name.yaml || exit; done
	@echo; $(BIN)/afterschool-policy test

test: lint types layers check unit

check: $(READY)
	$(BIN)/afterschool-policy check

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

layers: $(READY)
	$(BIN)/lint-imports

unit: $(READY)
	$(BIN)/pytest -n 2

mutants: $(READY)
	$(BIN)/afterschool-policy test --mutants

docs: $(READY)
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

serve: $(READY)
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs serve

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --group dev --editable '.[durable,audit]'
	touch $@

clean:
	rm -rf $(VENV) build dist site .mypy_cache .pytest_cache .ruff_cache .hypothesis
