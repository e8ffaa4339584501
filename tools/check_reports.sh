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
# a table of 500 columns: the made one with its own columns again and again
python3 - "$folder/plain.csv" "$folder/wide.csv" <<'PY'
import csv, sys
COLUMNS = 500
head, *rows = list(csv.reader(open(sys.argv[1], newline="")))[:301]
with open(sys.argv[2], "w", newline="") as out:
    write = csv.writer(out).writerow
    write([f"{head[i % len(head)]}_{i}" for i in range(COLUMNS)])
    for at, row in enumerate(rows):
        write([row[i % len(row)] if (at + i) % 9 else "" for i in range(COLUMNS)])
PY
quietly() { "$assay" "$@" --quiet > /dev/null; }
cd "$folder"
quietly study --data plain.csv --target bought --id visit --ignore day --rule "member = 1" \
    --true-positive 5 --false-positive -2 --currency USD --group shop -o plain.html
quietly study --data timed.csv --target bought --id visit --time day --quick \
    --currency "basis points" --target-metric "auc>=0.99" -o timed.html
quietly data profile plain.csv --target bought --positive 1 -o profile.html
quietly data profile wide.csv -o wide.json
quietly report wide.json -o wide.html
cd - > /dev/null
cd web
npm run --silent check-report -- "$folder"/{plain,timed,profile,wide}.html
