# Two commands for a fresh machine: each sets itself up (Python 3.11, gcc and the package registry are enough).
#   make demo   real decisions with their explanations
#   make test   everything that has to hold before a change is taken
# A long run beside them: make conformance (two engines, a million random decisions and rows, ten thousand case files).

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

PEERS := datalogic zen cel cedar openfisca durable

# The demo lets two engines check each other where both are installed.
ENGINE = $(shell $(BIN)/python -c "import durable_rules_engine" 2>/dev/null && echo both || echo compiled)

.PHONY: demo test conformance fuzz check lint types layers unit docs serve mutants mutants-src nightly bench bench-docs clean

demo: $(READY)
	@$(BIN)/afterschool-policy check
	@for name in hardship_relief refusal_lawfulness session_time staffing_level vendor_admission; do \
	  echo; echo "$$ afterschool-policy explain $$name --facts fixtures/demo/$$name.yaml --engine $(ENGINE)"; echo; \
	  $(BIN)/afterschool-policy explain $$name --facts fixtures/demo/$$name.yaml --engine $(ENGINE) || exit; done
	@echo; echo "$$ afterschool-policy case fixtures/demo/case.yaml"; echo
	@$(BIN)/afterschool-policy case fixtures/demo/case.yaml
	@echo; $(BIN)/afterschool-policy test
	@echo; echo "$$ afterschool-policy decide … --log build/decisions.db"; mkdir -p build; rm -rf build/decisions.db* build/pages
	@for name in hardship_relief refusal_lawfulness session_time staffing_level vendor_admission; do \
	  $(BIN)/afterschool-policy decide $$name --facts fixtures/demo/$$name.yaml --log build/decisions.db \
	    --decision-id demo-$$name --label 学校=示范小学 --requested-by 课后服务工作小组 >/dev/null || exit; done
	@echo; $(BIN)/afterschool-policy audit list --log build/decisions.db
	@echo; $(BIN)/afterschool-policy audit verify --log build/decisions.db
	@$(BIN)/afterschool-policy audit show demo-hardship_relief --log build/decisions.db --format html > build/decision.html
	@echo; echo "build/decisions.db  build/decision.html"
	@echo; echo "$$ python examples/district/generate.py --students 80000 --out build/students.csv"
	@$(BIN)/python examples/district/generate.py --students 80000 --out build/students.csv
	@echo; echo "$$ afterschool-policy report hardship_relief --in build/students.csv --by school --out build/district.html"; echo
	@$(BIN)/afterschool-policy report hardship_relief --in build/students.csv --by school --out build/district.html
	@echo; echo "$$ afterschool-policy run hardship_relief --in build/students.csv --sample 1 --outcome violated --pages build/pages"
	@echo; $(BIN)/afterschool-policy run hardship_relief --in build/students.csv --sample 1 --outcome violated --pages build/pages
	@echo; echo "build/district.html  $$(ls build/pages/*.html)"

test: lint types layers check unit

check: $(READY)
	$(BIN)/afterschool-policy check --strict

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

layers: $(READY)
	$(BIN)/lint-imports

unit: $(READY)
	$(BIN)/pytest -n 2 --dist worksteal

# A million random decisions and ten thousand histories of case files by two engines, a million rows in tables.
conformance: $(READY)
	$(BIN)/python -m tests.conformance.million
	$(BIN)/python -m tests.conformance.histories
	$(BIN)/python -m tests.conformance.bundles
	$(BIN)/python -m tests.conformance.rows
	AMENDED_COPIES=all $(BIN)/pytest -q tests/unit/comparison/test_amended_copies.py

# Random input from outside, for ten minutes: SECONDS=3600 for an hour. Atheris has an environment of its own.
SECONDS := 600

fuzz: .fuzz/.ready
	HYPOTHESIS_PROFILE=dev .fuzz/bin/python -m tests.fuzz.run --seconds $(SECONDS)

.fuzz/.ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv .fuzz
	.fuzz/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt pip
	.fuzz/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --group fuzz --editable '.[durable,audit,columns]'
	touch $@

# Mutants of the library itself, held against the tests of their rooms: hours for all; SAMPLE=50 for so many of each room.
mutants-src: .mutants/.ready
	.mutants/bin/python -m tests.mutants $(if $(SAMPLE),--sample $(SAMPLE))

.mutants/.ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv .mutants
	.mutants/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt pip
	.mutants/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --group mutants --editable '.[durable,audit,columns]'
	touch $@

# What takes too long for every change: random examples by the thousand, every mutant, an hour of fuzzing.
nightly: $(READY)
	HYPOTHESIS_PROFILE=nightly $(BIN)/pytest tests/properties tests/conformance tests/fuzz
	$(MAKE) conformance mutants mutants-src
	$(MAKE) fuzz SECONDS=3600

mutants: $(READY)
	$(BIN)/afterschool-policy test --mutants

# Measurements, beside other engines in environments of their own; SUITES="one_decision scale" runs some of them.
bench: $(READY) $(PEERS:%=.bench/%/.ready)
	$(BIN)/python -m benchmarks $(SUITES)
	$(BIN)/python -m benchmarks.report

bench-docs: $(READY)
	$(BIN)/python -m benchmarks.report

docs: $(READY)
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

serve: $(READY)
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs serve

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --group dev --editable '.[durable,audit,signed,lsp,columns,duckdb]'
	touch $@

.bench/%/.ready: benchmarks/peers/%.txt
	$(PYTHON) -m venv .bench/$*
	.bench/$*/bin/python -m pip install --quiet --disable-pip-version-check --requirement $<
	touch $@

clean:
	rm -rf $(VENV) .bench .fuzz .mutants build dist site .mypy_cache .pytest_cache .ruff_cache .hypothesis
