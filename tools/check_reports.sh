#!/usr/bin/env bash
# Real documents of made tables, their reports in real Chromium: tools/check_reports.sh BUILD
set -euo pipefail
cd "$(dirname "$0")/.."
assay=$PWD/$1/assay
[[ $1 != /* ]] || assay=$1/assay
tools=$PWD/tools
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
quietly() { "$assay" "$@" --quiet > /dev/null || [[ $? == 1 ]]; }  # 1: the answer is no
cd "$folder"
quietly study --data plain.csv --target bought --id visit --ignore day --rule "member = 1" \
    --true-positive 5 --false-positive -2 --currency USD --groups shop -o plain.html
quietly study --data timed.csv --target bought --id visit --time day --quick \
    --currency "basis points" --target-metric "auc>=0.99" -o timed.html
quietly data profile plain.csv --target bought --positive 1 -o profile.html
quietly data profile wide.csv -o wide.json
quietly report wide.json -o wide.html
quietly study --data plain.csv --target bought --id visit --ignore day --rule "member = 1" --quick \
    --no-record --predictions scored.csv
# the study's own predictions, with the columns of a visit, a person who decides, and who the visits belong to
python3 - plain.csv scored.csv predictions.csv <<'PY'
import csv, random, sys
draw = random.Random(7)
visits = {row["visit"]: row for row in csv.DictReader(open(sys.argv[1], newline=""))}
rows = {row["id"]: row for row in csv.DictReader(open(sys.argv[2], newline=""))}
head = ["id", "bought", "shop", "member", "customer", "boosted", "linear", "rule", "clerk", "clerk_seconds"]
with open(sys.argv[3], "w", newline="") as out:
    write = csv.writer(out).writerow
    write(head)
    for id, row in rows.items():
        visit = visits[id]
        clerk = int(row["target"]) if draw.random() < 0.7 else draw.randrange(2)
        write([id, visit["bought"], visit["shop"], visit["member"], f"c{draw.randrange(300)}",
               row["boosted_probability"], row["linear_probability"], row["rule_act"], clerk,
               round(draw.lognormvariate(3, 0.6), 1)])
PY
judge=(predictions.csv --label bought --id id --currency EUR --true-positive 5 --false-positive -2
    --decisions-per-month 10000)
quietly evaluate "${judge[@]}" --score boosted --against linear --entity customer --option today=rule \
    --groups shop,member --capacity 3000 --papers-cost 0.3 --papers-catch 0.6 --human clerk \
    --human-seconds clerk_seconds --scenario "members: member = 1: auc>=0.70" \
    --scenario "nowhere: shop = 'moon': precision>=0.5" -o evaluation.html
# a score that is the label, and decisions without any score
quietly evaluate "${judge[@]}" --score bought -o grave.html
quietly evaluate "${judge[@]}" --prediction rule -o decisions.json
quietly report decisions.json -o decisions.html
"$assay" evaluate claim "auc >= 0.95" "${judge[@]}" --score boosted --json > claim.json 2> /dev/null || true
quietly report claim.json -o claim.html
# several classes and numbers, with all that a flag may ask for, and with little
python3 "$tools/make_kinds.py" 1500 tickets.csv trips.csv
printf 'topic,billing,delivery,other\nbilling,5,-2,-4\ndelivery,-2,4,-4\nother,-1,-1,1\n' > money.csv
quietly evaluate tickets.csv --label topic --probs billing=p_billing,delivery=p_delivery,other=p_other --id ticket \
    --cost-matrix money.csv --currency EUR --against routed --groups channel -o classes.html
quietly evaluate tickets.csv --label topic --prediction routed -o routed.json
quietly report routed.json -o routed.html
quietly evaluate trips.csv --label minutes --prediction predicted --quantile 0.1=low,0.9=high --id trip \
    --entity driver --groups city --under-cost 3 --over-cost 1 --tolerance 2 --currency EUR --against old -o numbers.html
quietly evaluate trips.csv --label minutes --prediction minutes -o known.html
python3 - plain.csv later.csv <<'PY'
import csv, sys
head, *rows = list(csv.reader(open(sys.argv[1], newline="")))
with open(sys.argv[2], "w", newline="") as out:
    write = csv.writer(out).writerow
    write(head)
    for row in rows[:1500]:
        cells = dict(zip(head, row))
        cells["distance"] = float(cells["distance"]) + 6
        cells["visits"] = "" if int(cells["visit"]) % 3 == 0 else cells["visits"]
        write(cells.values())
PY
quietly data check plain.csv --target bought --time day --key visit --groups shop,member -o check.html
quietly data check wide.csv --fail-on error -o check-wide.json
quietly report check-wide.json -o check-wide.html
python3 "$tools/make_labels.py" 3000 pets.csv
python3 "$tools/make_labels.py" 300 votes.csv --votes
quietly data labels pets.csv --label y --probs p_cat,p_dog,p_fox --id photo --top 1000 -o labels.html
quietly data labels votes.csv --item photo --annotator person --label y --seconds seconds -o votes.html
quietly data drift later.csv --against plain.csv --key visit --as ks --as evidently-psi -o drift.html
# a table that is held against its contract and its card, what a new version breaks, and what changed since
quietly data contract draft plain.csv -o contract.toml
python3 - plain.csv next.csv customers.csv <<'PY'
import csv, sys
head, *rows = list(csv.reader(open(sys.argv[1], newline="")))
with open(sys.argv[2], "w", newline="") as out, open(sys.argv[3], "w", newline="") as people:
    table, customers = csv.writer(out).writerow, csv.writer(people).writerow
    table([*head, "channel"])
    customers([*head, "mail", "remark", "agreed"])
    for at, row in enumerate(rows[9:]):
        cells = dict(zip(head, row))
        customers([*row, f"someone{at}@example.org", f"call +49 30 {1_000_000 + at}", "no" if at % 9 == 0 else "yes"])
        cells["distance"] = 400 if at % 300 == 0 else "" if at % 40 == 0 else cells["distance"]
        cells["shop"] = "nort" if at % 500 == 0 else cells["shop"]
        table([*cells.values(), "web"])
    table([99_999, *list(cells.values())[1:], "web"])
PY
quietly data contract check next.csv --contract contract.toml --fail-on never -o contract.html
sed -e '/columns.member/,/values/d' -e 's/"north", /"east", "north", /' -e 's/^max = 39 /max = 31 /' contract.toml > new.toml
cat > product.toml <<'TOML'
[product]
name = "offers"
[data]
source = "plain.csv"
target = "bought"
[rule]
sql = "member = 1"
TOML
quietly data contract diff contract.toml new.toml --fail-on never -o contract-diff.html
quietly data diff plain.csv next.csv --key visit -o diff.html
cat > card.toml <<'TOML'
[card]
name = "customers"
owner = "web team"
source = "customers.csv"
[use]
allowed = ["service", "marketing"]
forbidden = ["credit"]
[law]
basis = "consent"
retention = "24 months"
time = "day"
consent = "agreed"
[personal]
columns = ["mail"]
TOML
quietly data card --card card.toml --purpose credit --fail-on never -o card.html
quietly data sample plain.csv --width 0.08 --by shop --target bought -o drawn.csv --report sample.html
quietly data sample drawn.csv --drawn --mean distance --report sample-drawn.html
quietly data drift wide.csv --against wide.csv --joint-rows 0 -o drift-wide.html
cd - > /dev/null
cd web
npm run --silent check-report -- "$folder"/{plain,timed,profile,wide,evaluation,grave,decisions,claim,classes,routed,numbers,known,drift,drift-wide,check,check-wide,labels,votes}.html \
    "$folder"/{contract,contract-diff,diff,card,sample,sample-drawn}.html
