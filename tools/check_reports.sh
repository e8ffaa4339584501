#!/usr/bin/env bash
# Real studies of made tables, their reports in real Chromium: tools/check_reports.sh BUILD
set -euo pipefail
cd "$(dirname "$0")/.."
assay=$PWD/$1/assay
[[ $1 != /* ]] || assay=$1/assay
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 tools/make_table.py 2000 "$folder/plain.csv"
python3 tools/make_table.py 2500 "$folder/timed.csv" --effect 0.4 --days 200
cd "$folder"
"$assay" study --data plain.csv --target bought --id visit --ignore day --rule "member = 1" \
    --true-positive 5 --false-positive -2 --currency USD --group shop --quiet -o plain.html
"$assay" study --data timed.csv --target bought --id visit --time day --quick \
    --currency "basis points" --target-metric "auc>=0.99" --quiet -o timed.html
"$assay" data profile plain.csv --quiet -o profile.html
cd - > /dev/null
cd web
npm run --silent check-report -- "$folder"/plain.html "$folder"/timed.html "$folder"/profile.html
