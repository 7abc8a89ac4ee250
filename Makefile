# Samenloop's commands.  Needs Debian (or a system with Java and Maven), Python 3.11 or newer, git, make.
# `make` alone lists them.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
KAFKA := .cache/kafka
PEERS := .cache/bench/peers
LINKERS := .cache/bench/linking
# sudo only where it is needed, so that the same line works for root in a container
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)

.DEFAULT_GOAL := help
.PHONY: help setup demo demo-once test bench bench-linking chaos check schemas picture rules kafka lock clean

help:  ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-13s %s\n", $$1, $$2}'

setup: $(STAMP)  ## install everything into .venv (quick when nothing changed)

$(STAMP): deploy/requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "setup: $(PYTHON) is older than 3.11; name a newer one: make setup PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "setup: Python's venv is missing; installing Debian's python3-venv"; \
		$(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq python3-venv; }
	@echo "setup: installing the locked packages into $(VENV)"
	@[ -x $(BIN)/python ] || $(PYTHON) -m venv $(VENV)
	@# NO_CYTHON: where Faust has no wheel (aarch64), it is built without a compiler; the hot path is not its own
	@NO_CYTHON=1 $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r deploy/requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: setup  ## a simulated municipality on the embedded broker, with a live picture
	@$(BIN)/samenloop demo --ready .cache/demo/wmo307.xml

demo-once: setup  ## the same, once through and out
	@$(BIN)/samenloop demo --once

test: setup  ## all tests; fetches Apache Kafka first, or says why it cannot
	@$(MAKE) --no-print-directory kafka \
		|| echo "test: without Apache Kafka: its tests run on the embedded broker, which proves less (see above)"
	@# four on two cores: many tests wait for a broker
	@$(BIN)/python -m pytest -n 4 --dist worksteal -m "not storm" $(ARGS)
	@# by themselves: a storm has moments of its own, and waits for them when many are in its way
	@$(BIN)/python -m pytest -n 2 --dist loadfile -m storm $(ARGS) || [ $$? = 5 ]

chaos: setup kafka  ## storms on Apache Kafka; SEED=7 or SEEDS=1-20, MUTANT=no-undo for a broken engine
	@$(BIN)/python -m tests.chaos --seeds "$(or $(SEEDS),$(SEED),1)" --mutant "$(MUTANT)"

bench: setup kafka $(PEERS)/.installed  ## how fast it is beside others; PART=engine for one part
	@$(BIN)/python -m tests.bench $(PART)

bench-linking: setup $(LINKERS)/.installed  ## our linker beside Splink; ARGS="--only febrl4_noid" for one table
	@$(BIN)/python -m tests.bench.linking $(ARGS)

# packages of others that clash with ours, or that only a comparison needs
.cache/bench/%/.installed: tests/bench/requirements-%.lock
	@echo "bench: installing what we are compared with into $(@D)"
	@[ -x $(@D)/bin/python ] || $(PYTHON) -m venv $(@D)
	@$(@D)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

check: setup  ## style, types and generated schemas, exactly as CI does
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/python -m schemas.generate --check

picture: setup  ## draw the data flow and the table of stories into README anew
	@$(BIN)/python -m deploy.readme
	@$(BIN)/python -m tests.stories.acceptance

rules: setup  ## write the page of rules anew
	@$(BIN)/python -m deploy.rules_page

schemas: setup  ## write the JSON Schemas of the public events anew
	@$(BIN)/python -m schemas.generate

kafka: setup $(KAFKA)/.fetched  ## fetch Apache Kafka's jars into .cache/kafka

$(KAFKA)/.fetched: deploy/kafka/pom.xml
	@missing=""; \
	command -v java >/dev/null || missing="default-jre-headless"; \
	command -v mvn >/dev/null || missing="$$missing maven"; \
	if [ -n "$$missing" ]; then \
		echo "kafka: installing from Debian:$$(printf ' %s' $$missing)"; \
		$(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq --no-install-recommends $$missing; \
	fi
	@$(BIN)/python -m deploy.kafka.broker --fetch

lock: setup  ## resolve the dependencies anew and write deploy/requirements*.lock
	@[ -x .cache/lock/bin/uv ] || { $(PYTHON) -m venv .cache/lock && .cache/lock/bin/pip install --quiet uv==0.13.9; }
	@for kind in "requirements.lock --all-extras" "requirements-run.lock"; do \
		set -- $$kind; \
		.cache/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --upgrade --generate-hashes \
			--no-emit-index-url --no-emit-find-links --no-header --no-annotate --strip-extras \
			$${2:-} --output-file deploy/$$1 pyproject.toml; \
	done
	@for peers in peers linking; do \
		.cache/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --upgrade --generate-hashes \
			--no-emit-index-url --no-emit-find-links --no-header --no-annotate --strip-extras \
			--output-file tests/bench/requirements-$$peers.lock tests/bench/requirements-$$peers.in; \
	done
	@! grep -n '://' deploy/requirements*.lock tests/bench/*.lock || { echo "lock: a lock file names a host"; exit 1; }

clean:  ## remove what the other commands made
	rm -rf $(VENV) .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
