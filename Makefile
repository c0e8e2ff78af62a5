# Each target wraps a script or a CMake preset: see CONTRIBUTING.md. Works from any folder with `make -C`.
SHELL := /bin/bash
ROOT := $(dir $(abspath $(lastword $(MAKEFILE_LIST))))
TOOLS := $(ROOT)tools
.DEFAULT_GOAL := help
.PHONY: help run test dev build quick check format bench clean setup

help: ## What there is
	@grep -hE '^[a-z]+:.*## ' $(ROOT)Makefile | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 10

run: ## Set up what is missing, build, start with the demo ERP on http://localhost:8000
	@$(TOOLS)/run.sh

test: ## Set up what is missing, build, pass everything: what CI runs
	@$(TOOLS)/test.sh

dev: ## Edit and see: rebuilds and restarts on save, hot reload of the page, one log
	@$(TOOLS)/dev.sh

build: ## The release executable: build/release/roa2web
	@$(TOOLS)/build.sh release

quick: ## The tests of a minute: unit and architecture
	@$(TOOLS)/quick.sh

check: ## Formatters and linters alone
	@$(TOOLS)/check.sh

format: ## Format every file
	@$(TOOLS)/format.sh

bench: ## Measure, side by side with the alternatives; writes to build/bench
	@$(TOOLS)/bench.sh

setup: ## Install what is missing: Debian packages, npm packages
	@$(TOOLS)/setup.sh

clean: ## Remove what was built; packages and data stay
	@rm -rf $(ROOT)build $(ROOT)frontend/dist && echo "Removed build/ and frontend/dist/"
