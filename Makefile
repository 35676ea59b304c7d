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
.PHONY: help install run test check bench safety screens libraries clean

# What Qt needs of a Debian or Ubuntu system: the first line for any window, the second for one on a screen.
QT_LIBRARIES := libgl1 libegl1 libglib2.0-0 libfreetype6 libfontconfig1 libdbus-1-3 libxkbcommon0 \
	libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0
SCREEN := $(or $(DISPLAY),$(WAYLAND_DISPLAY),$(filter Darwin,$(shell uname -s)))

help: ## what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "TrustDesk needs Python 3.11 or newer; say which with: make PYTHON=/path/to/python"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) \
		|| { rm -rf $(VENV); echo "Python's venv module is missing (Debian and Ubuntu: apt install python3-venv)"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@$(BIN)/python -c 'import PySide6.QtSvg, PySide6.QtWidgets' 2>/dev/null || $(MAKE) --no-print-directory libraries
	@touch $@

libraries: # where it may, install what Qt needs of the system; where it may not, name it
	@if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
		apt-get update -qq && apt-get install -y -qq --no-install-recommends $(QT_LIBRARIES); \
	else \
		echo "Qt needs libraries of the system. Debian and Ubuntu: sudo apt install $(QT_LIBRARIES)"; exit 1; \
	fi

install: $(READY) ## set up only; leaves .venv/bin/trustdesk-cli

run: $(READY) ## open the window on the sample desk; without a screen, print its measures and write its packs
	@mkdir -p $(BUILD) && rm -f $(SAMPLE)
	@$(CLI) sample $(SAMPLE)
ifneq ($(SCREEN),)
	@if [ "$$(uname -s)" = Linux ] && ! ldconfig -p | grep -q libxcb-cursor; then \
		$(MAKE) --no-print-directory libraries; fi
	@$(BIN)/python -m ui $(SAMPLE)
else
	@echo "There is no screen: here is what all parties may read, and the packs for them."
	@$(CLI) show $(SAMPLE) --every --audience joint
	@$(CLI) pack $(SAMPLE) --every --audience joint -o $(BUILD)
endif

screens: $(READY) ## render every page, light and dark, small and large, into build/screens
	$(BIN)/python -m tests.screens $(BUILD)/screens

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

safety: $(READY) ## prove the promises of docs/safety.md at full counts, into build/safety.json
	$(BIN)/python -m tests.safety $(BUILD)/safety.json

clean: ## forget the environment and everything built
	rm -rf $(VENV) $(BUILD) *.egg-info
