# make demo, make test: on a fresh machine with Python 3.11 they set everything up themselves.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test check setup setup-dev lock vendor clean

$(VENV)/run.stamp: requirements/run.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	touch $@

$(VENV)/dev.stamp: requirements/dev.lock $(VENV)/run.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	touch $@

setup: $(VENV)/run.stamp
setup-dev: $(VENV)/dev.stamp

demo: setup
	$(BIN)/tawthiq --archive demo.tawthiq add examples
	$(BIN)/tawthiq --archive demo.tawthiq dossier "مصطفى الكاظمي"
	$(BIN)/tawthiq --archive demo.tawthiq dossier "مصطفى الكاظمي" --html demo.html

test: setup-dev
	bash scripts/test

check: setup-dev
	bash scripts/check

lock:
	bash scripts/lock

vendor:
	$(PYTHON) scripts/vendor

clean:
	rm -rf $(VENV) demo.tawthiq demo.html
