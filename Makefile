# Two commands do all their own set-up on a fresh machine that has git, make and Python 3.11 or later:
#
#   make run    start Tegata on the embedded practice provider
#   make test   format, lint, types, layers and every test
#
# The rest is for people who work on Tegata.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
FROZEN := .venv-bundle
SOURCES := app tests packaging resources
JOBS ?= 2

.NOTPARALLEL:
.PHONY: run test check tests real words extract locks format clean
.PHONY: bench fuzz crash pictures bundle bundle-test deb tarball deb-check

run: $(VENV)/ready-run words
	@packaging/set-up.sh screen $(VENV)
	@$(BIN)/python -m tegata --practice

test: $(VENV)/ready-test words check tests real

check:
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry app

tests:
	PYTHONASYNCIODEBUG=1 QT_QPA_PLATFORM=offscreen $(BIN)/pytest -q -n $(JOBS) --ignore=tests/real

# Real mail servers need root and network namespaces of their own, so they never run side by side.
real:
	@packaging/set-up.sh real $(VENV)
	PYTHONASYNCIODEBUG=1 QT_QPA_PLATFORM=offscreen $(BIN)/pytest -q tests/real

# Writes build/bench.md. What is not installed and cannot be is left out, and the report says so.
bench: $(VENV)/ready-test
	@packaging/set-up.sh real $(VENV)
	@packaging/set-up.sh bench $(VENV)
	$(BIN)/python -m tests.bench $(BENCH)

# Writes build/fuzz.md. FUZZ="--replies 10000000" takes longer; without atheris it goes by chance alone.
fuzz: $(VENV)/ready-test
	@packaging/set-up.sh fuzz $(VENV)
	$(BIN)/python -m tests.fuzz $(FUZZ)

# Writes build/crash.md. CRASH="kills --every 4" kills at one system call out of four, and does nothing else;
# CRASH="power lives network" leaves the kills out.
crash: $(VENV)/ready-test
	$(BIN)/python -m tests.crash $(CRASH)

# Leaves dist/tegata, which runs on its own: the program as a wheel would hold it, frozen with all it needs.
bundle: $(FROZEN)/ready-bundle
	@$(FROZEN)/bin/python packaging/bundle/build.py

# What starts a Tegata starts the one from the bundle, with real keys too.
bundle-test: $(VENV)/ready-test bundle
	TEGATA_PROGRAM=$(CURDIR)/dist/tegata/tegata $(BIN)/pytest -q tests/packaging/bundle/try_bundle.py tests/journeys tests/access \
		tests/cli tests/self_test/test_command.py tests/assembly/test_opening.py tests/test_main.py

# Leave dist/tegata_VERSION_ARCHITECTURE.deb and dist/tegata-VERSION-linux-MACHINE.tar.gz, on Debian and its relatives.
# PICTURES=https://… is where the screenshots of packaging/pictures can be seen, DEBFULLNAME and DEBEMAIL whom to ask.
deb tarball: bundle
	@packaging/set-up.sh pack $(FROZEN)
	@PYTHONPATH=packaging:build/program $(FROZEN)/bin/python -m linux $@

# Looks at both as Debian does, makes them once more, and installs them: as root in a bare Debian without Python, where
# letters are then written with real keys and sent by tests/real's servers: with an open keyring, a locked one and none,
# from clicked links, and after an update and the way back. The bare Debian is kept for a week in ~/.cache/tegata.
deb-check: $(VENV)/ready-test deb tarball
	@packaging/set-up.sh inspect $(VENV)
	@packaging/set-up.sh real $(VENV)
	$(BIN)/pytest -q -rs -n $(JOBS) --dist loadfile --durations=15 tests/packaging/bundle/try_bundle.py \
		tests/packaging/linux/try_*.py

# Takes build/pictures/*.png of the running program, and renews packaging/pictures. LOOKS="--only ja-dark"
pictures: $(VENV)/ready-test words
	$(BIN)/python -m tests.pictures $(LOOKS)

words:
	@$(BIN)/pybabel -q compile -d resources/locale -D tegata

extract: $(VENV)/ready-test
	@mkdir -p build
	$(BIN)/pybabel -q extract --no-location --sort-output --no-wrap -k _ -k N_ -k ngettext:1,2 -o build/tegata.pot app
	$(BIN)/pybabel -q update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --no-wrap \
		-i build/tegata.pot -d resources/locale -D tegata -l ja

# The locks record hashes and no addresses. `uv` is fetched when they are renewed, and not needed otherwise.
locks: $(VENV)/ready-test
	$(BIN)/pip install -q uv
	$(BIN)/uv pip compile -q $(LOCK) pyproject.toml packaging/set-up.in -o packaging/run.lock
	$(BIN)/uv pip compile -q $(LOCK) --extra dev pyproject.toml packaging/set-up.in -o packaging/dev.lock
	$(BIN)/uv pip compile -q $(LOCK) --extra bundle -c packaging/run.lock pyproject.toml packaging/set-up.in \
		-o packaging/bundle.lock
LOCK := --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header \
	--python-version 3.11 --upgrade

format: $(VENV)/ready-test
	$(BIN)/ruff format $(SOURCES)
	$(BIN)/ruff check --fix $(SOURCES)

$(VENV)/ready-run: packaging/run.lock pyproject.toml packaging/set-up.sh
	@PYTHON=$(PYTHON) packaging/set-up.sh run $(VENV)

$(VENV)/ready-test: packaging/dev.lock pyproject.toml packaging/set-up.sh
	@PYTHON=$(PYTHON) packaging/set-up.sh test $(VENV)

$(FROZEN)/ready-bundle: packaging/bundle.lock packaging/set-up.sh
	@PYTHON=$(PYTHON) packaging/set-up.sh bundle $(FROZEN)

clean:
	rm -rf $(VENV) $(FROZEN) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find app tests resources -name __pycache__ -prune -exec rm -rf {} +
