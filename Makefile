# Everything needed is made by the targets themselves: `make run` and `make test` work on a fresh clone.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
RIVALS := $(VENV)/.rivals
BUILD  := build
CLI    := $(BIN)/trustdesk-cli
SAMPLE := $(BUILD)/Sample.trustdesk

.DEFAULT_GOAL := help
.PHONY: help install run test check bench clean

help: ## what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "TrustDesk needs Python 3.11 or newer; say which with: make PYTHON=/path/to/python"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) \
		|| { rm -rf $(VENV); echo "Python's venv module is missing (Debian and Ubuntu: apt install python3-venv)"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@

install: $(READY) ## set up only; leaves .venv/bin/trustdesk-cli

run: $(READY) ## make the sample desk, print what all parties may read, write the packs for it
	@mkdir -p $(BUILD) && rm -f $(SAMPLE)
	@$(CLI) sample $(SAMPLE)
	@$(CLI) show $(SAMPLE) --every --audience joint
	@$(CLI) pack $(SAMPLE) --every --audience joint -o $(BUILD)

test: $(READY) ## the whole test suite; needs no screen
	$(BIN)/python -m pytest --numprocesses 2

check: $(READY) ## lint, types, import rules, templates
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q tests/test_templates.py

$(RIVALS): $(READY)
	-$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[bench]' \
		&& touch $@

bench: $(RIVALS) ## measure speed beside its floors, into build/bench.json
	$(BIN)/python -m tests.bench $(BUILD)/bench.json

clean: ## forget the environment and everything built
	rm -rf $(VENV) $(BUILD) *.egg-info
