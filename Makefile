# Two commands: `make demo` shows what assay does on real data; `make test` proves it.
.PHONY: demo test setup build
BUILD := build

setup:
	@tools/setup/setup.sh

build: setup
	@cmake -S . -B $(BUILD) -G Ninja > /dev/null && ninja -C $(BUILD)
