# Two commands do everything on a fresh machine with Python 3.11+, make and git: `make demo` and `make test`.
SHELL := /bin/sh
PYTHON ?= python3
UV := $(shell command -v uv 2>/dev/null || echo .tools/bin/uv)
RUN := $(UV) run --quiet --frozen --all-extras
export UV_PYTHON_DOWNLOADS := never
# The system's certificates, as every other program here trusts them.
export UV_SYSTEM_CERTS := 1
export UV_NATIVE_TLS := 1
export UV_PYTHON ?= $(PYTHON)
PREFIX ?= /opt/evenhand

.PHONY: help demo test lint bench campaign soak docs install uninstall clean
# `make campaign SEED=7 MINUTES=60`, `make soak MINUTES=6`; without them the programs' own defaults hold.
OPTIONS = $(if $(SEED),--seed $(SEED)) $(if $(MINUTES),--minutes $(MINUTES))

help:
	@echo "make demo      a whole mailbox on this machine: sample mail in, replies out, a report to look at"
	@echo "make test      everything that has to hold"
	@echo "make campaign  breaks everything that can break around the real daemon, then looks at the books"
	@echo "make soak      an hour of mail with random kills; memory, descriptors, books"
	@echo "make bench     figures: latency, throughput, memory, judgement, windows, etiquette, own words"
	@echo "make docs      generate the pages under docs/ that follow from the code"
	@echo "make install   the service, below $(PREFIX) (root)"

.tools/bin/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "evenhand needs Python 3.11 or newer; name one with: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(PYTHON) -m pip --version >/dev/null 2>&1 || $(PYTHON) -m ensurepip --user >/dev/null 2>&1 || \
	  { echo "pip is missing: apt-get install python3-pip, or install uv yourself" >&2; exit 1; }
	@echo "fetching uv, which sets up everything else, into .tools" >&2
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --target .tools uv

.venv/ready: pyproject.toml uv.lock | $(filter .tools/bin/uv,$(UV))
	@echo "setting up .venv, once; the first time this takes a minute or two" >&2
	@$(UV) sync $$(test -t 2 || echo --quiet) --frozen --all-extras
	@touch $@

demo: .venv/ready
	@$(RUN) evenhand demo

lint: .venv/ready
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) mypy

test: .venv/ready lint
	@tests/servers/install.sh
	$(RUN) pytest

bench: .venv/ready
	@for bench in bench/line.py bench/etiquette.py bench/own_words.py bench/hostile.py bench/windows.py bench/judgement.py; do \
	  echo "== $$bench"; $(RUN) python $$bench || exit 1; done

campaign: .venv/ready
	@tests/servers/install.sh
	@$(RUN) python -m tests.campaign $(OPTIONS)

soak: .venv/ready
	@tests/servers/install.sh
	@$(RUN) python -m tests.campaign.soak $(OPTIONS)

docs: .venv/ready
	$(RUN) python -m config.reference > docs/configuration.md

install: $(filter .tools/bin/uv,$(UV))
	UV=$(abspath $(UV)) PREFIX=$(PREFIX) EXTRAS="$(EXTRAS)" sh systemd/install.sh

uninstall:
	PREFIX=$(PREFIX) sh systemd/install.sh --remove

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis
