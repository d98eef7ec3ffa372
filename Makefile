# make run · make test · make check · make bench · make bench-viewers        (Windows: the same commands, written out in README.md)
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do command -v $$p >/dev/null && \
	$$p -c "import sys; sys.exit(sys.version_info < (3, 11))" 2>/dev/null && echo $$p && break; done)
PORT ?= 8501
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test check fuzz hostile bench bench-viewers bench-nation bench-writes bench-imports torture long facts clean
.DEFAULT_GOAL := run

run: $(VENV)/run.stamp
	env -u DATABASE_URL $(BIN)/python -m data init --sample demo
	env -u DATABASE_URL $(BIN)/python -m data init --sample public
	test -z "$$DATABASE_URL" || $(BIN)/python -m data init
	test ! -f local/office.sqlite || env -u DATABASE_URL $(BIN)/python -m data init
	test -z "$$DATABASE_URL" || $(BIN)/python -m data backup --daily
	test ! -f local/office.sqlite || env -u DATABASE_URL $(BIN)/python -m data backup --daily --store office
	$(BIN)/streamlit run dashboard.py --server.port $(PORT)

# each part waits for the disk or for a page half of its time: five at once, their files in memory where there is room
PARTS := files:tests/data/test_[c-g]*.py records:tests/data/test_[h-z]*.py \
	pages:tests/data/test_[ab]*.py,tests/browser/test_[a-h]*.py journeys:tests/browser/test_[i-z]*.py
MEMORY := $(shell test "$$(df --output=avail /dev/shm 2>/dev/null | tail -1)" -gt 4000000 2>/dev/null && echo TMPDIR=/dev/shm)

test: $(VENV)/dev.stamp
	$(BIN)/python tests/browser/chromium.py
	mkdir -p .pytest_cache && rm -f .pytest_cache/failed .pytest_cache/*.txt
	@echo "all other tests, beside them: $(PARTS)"
	@export $(MEMORY); for part in $(PARTS); do \
		{ $(BIN)/python -m pytest $$(echo $${part#*:} | tr , ' ') >.pytest_cache/$${part%%:*}.txt 2>&1 || touch .pytest_cache/failed; } & \
	done; \
	$(BIN)/python -m pytest --ignore=tests/data --ignore=tests/browser || touch .pytest_cache/failed; \
	wait; cat .pytest_cache/*.txt; test ! -f .pytest_cache/failed

check: $(VENV)/dev.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MAKE) test

fuzz: $(VENV)/dev.stamp
	PYTHONPATH=.:tests $(BIN)/python -m fuzzing --files 20000 --out docs/fuzz.md

hostile: $(VENV)/dev.stamp
	STRICT_SECONDS=1 $(BIN)/python -m pytest -q -rP tests/data/test_hostile.py

bench: $(VENV)/dev.stamp
	$(BIN)/python tests/browser/chromium.py
	$(BIN)/python -m bench.scores
	$(BIN)/python -m bench.names
	$(BIN)/python -m bench.binoculars
	$(BIN)/python -m bench.looking
	$(BIN)/python -m bench.whatif
	$(BIN)/python -m bench.repaint
	$(BIN)/python -m bench.viewers

bench-viewers: $(VENV)/dev.stamp
	$(BIN)/python -m bench.viewers

bench-nation: $(VENV)/dev.stamp
	$(BIN)/python -m bench.nation

bench-writes: $(VENV)/dev.stamp
	$(BIN)/python -m bench.writes

bench-imports: $(VENV)/dev.stamp
	$(BIN)/python -m bench.imports

torture: $(VENV)/dev.stamp
	$(BIN)/python -m tests.torture --write

long: $(VENV)/dev.stamp
	$(BIN)/python tests/browser/chromium.py
	LONG_TESTS=1 $(BIN)/python -m pytest --timeout=3600 -m long
	LONG_TESTS=1 $(BIN)/python -m pytest --timeout=3600 tests/geo $(addprefix tests/data/test_,$(addsuffix .py,agencies losses places trips))

facts: $(VENV)/dev.stamp
	$(BIN)/python -m data.build.facts
	$(BIN)/python -m data.build.public_record
	$(BIN)/python -m data.build.demo

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache

$(VENV)/python.stamp:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: https://www.python.org/downloads/"; exit 1; }
	$(PYTHON) -m venv $(VENV) || { echo "Python's venv is missing. On Debian or Ubuntu: sudo apt-get install python3-venv"; exit 1; }
	touch $@

$(VENV)/run.stamp: $(VENV)/python.stamp requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@
