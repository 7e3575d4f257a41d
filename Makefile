# Every target sets up what it needs in .venv, from Python 3.11 or newer and make alone.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready
# An environment of its own: JupyterLab would load JupyterLite's kernel where the two live together, and complain.
SITE_READY := .venv-site/ready
DEMO := build/demo
ASSIGNMENT := 02_activations

.PHONY: help demo test test-all lab bench build site clean

help:
	@echo "make demo      grade a class of sample submissions and show what comes out"
	@echo "make lab       open the course in JupyterLab, as a student does"
	@echo "make test      run the tests (ten minutes at most)"
	@echo "make test-all  run the slow tests too: browsers, servers, whole classes"
	@echo "make bench     measure how fast grading, training and widgets are"
	@echo "make build     make the release notebooks and public cases from solutions/"
	@echo "make site      build the course for a browser tab into build/site (OFFLINE=1: with all it needs)"
	@echo "make clean     remove what the other targets made"

demo: $(READY)
	$(BIN)/autograder build
	rm -rf $(DEMO)
	$(BIN)/python -m tests.submissions $(DEMO)
	@# status 1 says that some submissions could not be judged: one of these is no notebook at all
	$(BIN)/autograder grade $(ASSIGNMENT) --classroom $(DEMO) || test $$? -eq 1
	$(BIN)/autograder feedback $(ASSIGNMENT) --classroom $(DEMO)
	$(BIN)/autograder report $(ASSIGNMENT) --classroom $(DEMO)

test: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/autograder build --check
	$(BIN)/python -m pytest -n 2 -m "not slow"

test-all: $(READY) $(SITE_READY)
	$(BIN)/python -m pytest -m slow

lab: $(READY)
	$(BIN)/jupyter lab --notebook-dir=course

bench: $(READY)
	$(BIN)/python -m benchmarks

build: $(READY)
	$(BIN)/autograder build

site: $(READY) $(SITE_READY)
	$(BIN)/autograder build
	.venv-site/bin/python -m site_builder $(if $(OFFLINE),--offline)

clean:
	rm -rf .venv .venv-site build

$(READY): versions.txt pyproject.toml course/pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; got $$($(PYTHON) --version). Name another with: make PYTHON=python3.12 ..."; exit 2; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r versions.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e course -e .
	touch $(READY)

$(SITE_READY): versions-site.txt
	$(PYTHON) -m venv .venv-site
	.venv-site/bin/python -m pip install --quiet --require-hashes -r versions-site.txt
	touch $(SITE_READY)
