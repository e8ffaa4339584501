#!/usr/bin/env bash
# The Python client with the real pandas, Polars and pyarrow: tools/check_client.sh BUILD. They live in
# a virtual environment in the cache folder ($ASSAY_CLIENT_VENV, else ~/.cache/assay/venv-client).
set -euo pipefail
cd "$(dirname "$0")/.."
ASSAY_PROGRAM=$(realpath "$1")/assay
export ASSAY_PROGRAM PYTHONDONTWRITEBYTECODE=1 PIP_DISABLE_PIP_VERSION_CHECK=1
venv=${ASSAY_CLIENT_VENV:-$HOME/.cache/assay/venv-client}
pinned=clients/python/tests/requirements.txt
if ! cmp -s "$pinned" "$venv/requirements.txt"; then
    python3 -m venv --clear "$venv"
    "$venv/bin/python" -m pip install -q --require-hashes --only-binary :all: -r "$pinned"
    cp "$pinned" "$venv/requirements.txt"
fi
# Installed as people install it, from a copy: the build leaves nothing in the repository.
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
cp -r clients/python "$copy/client"
"$venv/bin/python" -m pip install -q --force-reinstall --no-deps --no-build-isolation "$copy/client"
"$venv/bin/python" -m pytest -q -p no:cacheprovider clients/python/tests
