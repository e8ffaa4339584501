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
# NannyML wants Python 3.11 or 3.12, and its many packages keep to themselves.
drift=$venv-drift
python=$(command -v python3.12 || command -v python3.11 || true)
if [[ -n $python ]] && ! cmp -s bench/requirements-drift.txt "$drift/requirements.txt"; then
    echo "bench: fetching the peers of drift"
    "$python" -m venv --clear "$drift"
    "$drift/bin/python" -m pip install -q --disable-pip-version-check --require-hashes --no-deps \
        --only-binary :all: -r bench/requirements-drift.txt
    cp bench/requirements-drift.txt "$drift/requirements.txt"
fi
ninja -C "$build" --quiet assay slice_line_bench stats_bench model_bench validate_bench \
    label_errors_bench
python3 examples/flights/export.py > /dev/null

# Threads that spin while they wait cost every program dearly on a busy machine.
export OMP_WAIT_POLICY=PASSIVE PYTHONPATH=$PWD/deps/xgboost-cpu PYTHONDONTWRITEBYTECODE=1
for comparison in auc_bootstrap joint_draws metrics judged boosted_fit linear_fit slice_line \
    label_errors rows study; do
    "$venv/bin/python" "bench/$comparison.py" "$build" --into "$rows"
done
if [[ -n $python ]]; then
    "$drift/bin/python" bench/drift.py "$build" --into "$rows"
else
    echo "bench: no Python 3.11 or 3.12, so drift is not compared"
fi
"$venv/bin/python" bench/table.py docs/performance.md "$rows"
