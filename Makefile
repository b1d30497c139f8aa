# `make` alone lists what there is. Windows without make: py start.py lab

# The Python that runs start.py: PYTHON if given, else the first of these that runs and is new enough.
# If all are too old, start.py is given to one of them nonetheless: it says so, and which it is.
find_python = \
	new='import sys; sys.exit(sys.version_info < (3, 11))'; found=; old=; \
	if [ -n "$$PYTHON" ]; then set -- "$$PYTHON"; \
	else set -- python3 python3.14 python3.13 python3.12 python3.11 python; fi; \
	for candidate do \
		if "$$candidate" -c "$$new" >/dev/null 2>&1; then found=$$candidate; break; \
		elif "$$candidate" -c '' >/dev/null 2>&1; then old=$$candidate; fi; \
	done; \
	found=$${found:-$$old}; \
	if [ -z "$$found" ] && [ -n "$$PYTHON" ]; then echo "PYTHON=$$PYTHON is not a Python that runs." >&2; exit 1; fi; \
	if [ -z "$$found" ]; then echo "No Python was found: install Python 3.11 or newer, then give the same command again." >&2; exit 1; fi

start = @$(find_python); exec "$$found" start.py

.PHONY: help lab test lock exercises glossary screenshot bench-language bench-lessons bench-guessing bench-widgets bench-grading clean

help:
	@echo "make lab         start JupyterLab on the first lesson    (PORT=8888, PYTHON=python3.12)"
	@echo "make test        run the whole test suite                (ARGS='-k quotes')"
	@echo "make exercises   make exercises/ from solutions/"
	@echo "make glossary    write the glossary's meanings into the links of the lessons"
	@echo "make screenshot  take the picture of a lesson for the README anew"
	@echo "make bench-language  measure the language tools     (EVAL=folder with the gold data)"
	@echo "make bench-lessons   measure how long the lessons take to run"
	@echo "make bench-guessing  show what a random guesser earns in each exercise set"
	@echo "make bench-widgets   measure how fast the widgets react, in Chromium"
	@echo "make bench-grading   measure how fast a class is graded, beside stock nbgrader"
	@echo "make lock        rebuild requirements.lock and requirements-test.lock, with newer versions"
	@echo "make clean       remove .venv and caches, nothing else"

lab:
	$(start) lab

test:
	$(start) test $(ARGS)

exercises:
	$(start) exercises $(ARGS)

glossary:
	$(start) setup
	@.venv/bin/attributed glossary

screenshot: export SCREENSHOT = $(CURDIR)/docs/images/lesson-1.png
screenshot:
	$(start) test tests/test_browser.py

# The gold data are news texts of others, so that the kit cannot bring them: benchmarks/README.md.
EVAL ?= ../shared/eval
bench-language:
	$(start) setup
	@.venv/bin/python -m benchmarks.language --evaluation "$(EVAL)" $(ARGS)

bench-lessons:
	$(start) setup
	@.venv/bin/python -m benchmarks.lessons

bench-guessing:
	$(start) setup
	@.venv/bin/python -m benchmarks.guessing $(ARGS)

bench-widgets:
	$(start) setup
	@.venv/bin/python -m benchmarks.widgets $(ARGS)

bench-grading:
	$(start) setup
	@.venv/bin/python -m benchmarks.grading $(ARGS)

# One version of each package for every platform and Python, so that a whole class has the same.
compile = .venv/bin/python -m uv pip compile --quiet --upgrade --universal --python-version 3.11 --fork-strategy fewest \
	--generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock'

lock:
	$(start) setup
	$(compile) pyproject.toml --group setup --output-file requirements.lock
	$(compile) --group test --constraints requirements.lock --output-file requirements-test.lock

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find src tests launch benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
