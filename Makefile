# Everything that is done here is one word: make help
VENV ?= .venv
PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3)
PAPERS ?= examples/papers
OUT ?= out
JOBS ?= 2

BIN := $(VENV)/bin
STROMA := $(BIN)/stroma
WAREHOUSE := $(OUT)/stroma.duckdb
# the environment is made anew, or added to, only when the pins or the requirements change
PINS := $(shell cat constraints.txt pyproject.toml | cksum | tr ' ' '-')
FOR_USE := $(VENV)/for-use-$(PINS)
FOR_WORK := $(VENV)/for-work-$(PINS)
INSTALL := $(BIN)/python -m pip install -qq --disable-pip-version-check --no-build-isolation -c constraints.txt

.PHONY: help run test lint format bench clean distclean
.DEFAULT_GOAL := help

help: ## show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-10s %s\n", $$1, $$2}'

run: $(FOR_USE) ## read the sample papers, or PAPERS=dir, into out/stroma.duckdb; then a summary, three answers and the report
	@$(STROMA) ingest "$(PAPERS)" --warehouse $(WAREHOUSE) || [ $$? -eq 1 ]
	@$(STROMA) report --warehouse $(WAREHOUSE) --out $(OUT)/report.html >/dev/null
	@echo; echo "Which cytokines do the cells lower, and where does it stand?"
	@$(STROMA) query --warehouse $(WAREHOUSE) "select agent, target, place, condition, citations, page, title[:40] || '…' as paper from cytokine_effects where direction = 'decrease' and certainty = 'asserted' and agent_label = 'CELL_THERAPY' order by all limit 8"
	@echo; echo "By which routes are they given?"
	@$(STROMA) query --warehouse $(WAREHOUSE) "select product, route, count(*) as mentions, count(distinct document) as papers from routes group by all order by mentions desc, product, route limit 8"
	@echo; echo "Which trials are there?"
	@$(STROMA) query --warehouse $(WAREHOUSE) "select trial_id, phase, product, route, condition, status, enrollment from trials order by trial_id limit 8"
	@echo; echo "report    $(OUT)/report.html"

test: $(FOR_WORK) lint ## check style, types and behaviour
	$(BIN)/python -m pytest -m "not slow" -n $(JOBS)

lint: $(FOR_WORK) ## check style and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

format: $(FOR_WORK) ## rewrite the code in the house's format
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: $(FOR_WORK) ## measure reading, scores and signs against the committed figures, then the slow tests; needs ../shared
	$(BIN)/python -W ignore -m flows.bench_reading
	$(BIN)/python -W ignore -m flows.bench_layer
	$(BIN)/python -W ignore -m flows.bench_scores
	$(BIN)/python -W ignore -m flows.bench_facts
	OMP_NUM_THREADS=1 $(BIN)/python -W ignore -m flows.bench_speed ../shared/review/review_textlayer.txt ../shared/pdfs/real/PMC4[67]*.xml
	$(BIN)/python -W ignore -m flows.bench_signs tests/sign_suite/*.jsonl
	$(BIN)/python -W ignore -m flows.bench_chaos --model accurate --expected tests/pipeline/pdf/hostile.tsv
	$(BIN)/python -W ignore -m flows.bench_costs
	$(BIN)/python -m pytest -m slow

clean: ## remove what was made here, but not the environment
	rm -rf $(OUT) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +

distclean: clean ## remove the environment too
	rm -rf $(VENV)

$(BIN)/python:
	@[ -n "$(PYTHON)" ] || { echo "Python 3.11 or 3.12 is needed"; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(FOR_USE): | $(BIN)/python
	$(BIN)/python -m pip install -qq --disable-pip-version-check -c constraints.txt setuptools
	$(INSTALL) -e '.[report]'
	@touch $@

$(FOR_WORK): | $(BIN)/python
	$(BIN)/python -m pip install -qq --disable-pip-version-check -c constraints.txt setuptools
	$(INSTALL) -e '.[dev,report,annotation,dask]'
	@touch $@ $(FOR_USE)
