#!/usr/bin/env bash
# Times assay and its peers in one run: bench/run.sh BUILD. Prints a table and writes it into
# docs/performance.md. The peers live in a virtual environment in the cache folder
# ($ASSAY_BENCH_VENV, else ~/.cache/assay/venv-bench), made anew when the pinned versions change.
set -euo pipefail
cd "$(dirname "$0")/.."
build=$(realpath "${1:-build}")
venv=${ASSAY_BENCH_VENV:-$HOME/.cache/assay/venv-bench}
rows=$(mktemp)
trap 'rm -f "$rows"' EXIT

if ! cmp -s bench/requirements.txt "$venv/requirements.txt"; then
    echo "bench: fetching the peers"
    python3 -m venv --clear "$venv"
    "$venv/bin/python" -m pip install -q --disable-pip-version-check --require-hashes \
        --only-binary :all: -r bench/requirements.txt
    cp bench/requirements.txt "$venv/"
fi
# Evidently, NannyML and ydata-profiling want Python 3.11 or 3.12, and their many packages keep to
# themselves.
python=$(command -v python3.12 || command -v python3.11 || true)
keep_apart() {
    cmp -s "bench/requirements-$1.txt" "$venv-$1/requirements.txt" && return
    echo "bench: fetching the peers of $1"
    "$python" -m venv --clear "$venv-$1"
    "$venv-$1/bin/python" -m pip install -q --disable-pip-version-check --require-hashes --no-deps \
        --only-binary :all: -r "bench/requirements-$1.txt"
    cp "bench/requirements-$1.txt" "$venv-$1/requirements.txt"
}
ninja -C "$build" --quiet assay slice_line_bench stats_bench model_bench validate_bench \
    label_errors_bench
python3 examples/flights/export.py > /dev/null

# Threads that spin while they wait cost every program dearly on a busy machine.
export OMP_WAIT_POLICY=PASSIVE PYTHONPATH=$PWD/deps/xgboost-cpu PYTHONDONTWRITEBYTECODE=1
for comparison in auc_bootstrap joint_draws metrics judged group_rates boosted_fit linear_fit \
    slice_line label_errors rows study; do
    "$venv/bin/python" "bench/$comparison.py" "$build" --into "$rows"
done
if [[ -n $python ]]; then
    keep_apart drift
    "$venv-drift/bin/python" bench/drift.py "$build" --into "$rows"
    keep_apart profile
    "$venv-profile/bin/python" bench/table_profile.py "$build" --into "$rows"
else
    echo "bench: no Python 3.11 or 3.12, so drift and profile are not compared"
fi
"$venv/bin/python" bench/table.py docs/performance.md "$rows"
