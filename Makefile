# Two commands matter: make demo, make test. Each works from a fresh clone.
PYTHON ?= python3
INSTALL = $(PYTHON) requirements/install.py
RUN = .venv/bin/python

.PHONY: help demo test check bench soak screenshots requirements

help:
	@echo 'make demo          installs what it needs and serves the demo at http://localhost:8000'
	@echo '                   (PORT=8001, DATA_DIR=folder, DATABASE_URL=..., DEMO_PASSWORD=...: all optional)'
	@echo 'make test          installs what tests need and runs all of them'
	@echo 'make check         lint, format, types, migrations, deploy checks'
	@echo 'make bench         measures how fast it is, beside the targets (QUICK=1: to see that it works)'
	@echo 'make soak          races and kills for an hour (MINUTES=90: for longer)'
	@echo 'make screenshots   takes pictures of every page (ONLY="home meeting": of some)'
	@echo 'make requirements  pins the newest allowed packages in requirements/*.txt'

demo:
	@$(INSTALL) run demo
	@$(RUN) -m portal.demo.serve

test:
	@$(INSTALL) run demo test
	@$(RUN) -m pytest -n 2 -m 'not alone'
	@$(RUN) -m pytest -m alone

check:
	@$(INSTALL) run demo test
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m mypy
	$(RUN) -m tests.production manage.py makemigrations --check --dry-run
	$(RUN) -m tests.production manage.py check --deploy --fail-level WARNING

bench:
	@$(INSTALL) run demo test bench
	@$(RUN) -m bench $(if $(QUICK),--quick)

soak:
	@$(INSTALL) run demo test
	@$(RUN) -m soak $(if $(MINUTES),--minutes $(MINUTES))

screenshots:
	@$(INSTALL) run demo test
	@$(RUN) -m screenshots $(ONLY)

COMPILE = ../.venv/bin/uv pip compile --universal --python-version 3.11 --generate-hashes \
	--no-annotate --no-header --quiet --upgrade
requirements:
	@$(INSTALL) run demo test
	cd requirements && for set in run demo test; do $(COMPILE) $$set.in -o $$set.txt || exit 1; done
