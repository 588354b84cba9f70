# `make serve` runs the bot, `make test` tests it. Both make what they need first.
PYTHON ?= python3
BIN := .venv/bin
# Rasa's imports take a minute when nothing compiled may be kept; a test run starts it dozens of times.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup serve chat train test test-fast engines-and-model check types all-but-types sbom bench-understanding bench-web bench-console bench-scale gateway-alone clean

help:        ## list the commands
	@grep -E '^[a-z-]+: .*##|^[a-z-]+:  *##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

setup:       ## make .venv from requirements.lock
	@$(PYTHON) tools/setup.py

serve: setup ## train if needed, start gateway, Rasa and action server, say how to talk
	@$(BIN)/python -m bot serve

chat: setup  ## talk with the running bot in the terminal
	@$(BIN)/python -m bot chat

train: setup ## train if the model is missing or its inputs changed
	@$(BIN)/python -m bot train

test: setup  ## every test: fast, slow (model) and e2e (servers, browser)
	@$(MAKE) --no-print-directory -j2 test-fast engines-and-model
	@$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder -m "slow or e2e"

# Beside the fast tests, as one of them: a training that comes last leaves half of a processor idle.
engines-and-model: setup
	@$(BIN)/python tools/browser.py
	@$(BIN)/python tools/engines.py
	@$(BIN)/python -m bot train

test-fast: setup ## tests that need neither a model nor a server
	@$(BIN)/python -m pytest -n 2 -m "not slow and not e2e"

check: setup ## lint, format, strict types, the contract of the rooms, known weak packages
	@$(MAKE) --no-print-directory -j2 types all-but-types

types: setup
	@$(BIN)/python -m mypy bot actions

all-but-types: setup
	@$(BIN)/python -m ruff check .
	@$(BIN)/python -m ruff format --check .
	@$(BIN)/lint-imports --cache-dir .cache/imports
	@$(BIN)/python -m tools.advisories

sbom: setup  ## write .cache/sbom.json: every package with version, licence and hashes (CycloneDX)
	@$(BIN)/python -m tools.sbom

bench-understanding: setup ## measure the understanding on held-out questions (a few minutes)
	@$(BIN)/python -m benchmarks.understanding

bench-web: setup ## measure the whole path beside stock Rasa (a few minutes)
	@$(BIN)/python -m benchmarks.web

bench-console: setup ## measure the console: key to suggestion, suggestions a second
	@$(BIN)/python -m benchmarks.console

bench-scale: setup ## measure 1 and 2 gateways with 1 and 2 Rasa workers (15 minutes)
	@$(BIN)/python -m benchmarks.scale

gateway-alone: setup ## try the gateway without Rasa, on Python 3.10 and the newest one here
	@$(BIN)/python tools/gateway.py

clean:       ## remove the environment, models and caches
	rm -rf .venv .cache .rasa models
