# What an evaluation is told that cannot be, and what the capacity does.

$ make_table 1000 shop.csv --effect 1.5
$ python3 - <<END
> import csv
> rows = list(csv.DictReader(open("shop.csv")))
> for i, row in enumerate(rows):
>     row["p"] = 0.9 if i < 500 else 0.1
>     row["took"] = 30 + i % 7
> def write(name, rows):
>     with open(name, "w") as out:
>         table = csv.DictWriter(out, rows[0], lineterminator="\n")
>         table.writeheader()
>         table.writerows(rows)
> write("a.csv", rows)
> write("backwards.csv", rows[::-1])
> write("flipped.csv", [dict(row, bought="false" if row["bought"] == "true" else "true" if row["bought"] == "false" else 1 - int(row["bought"])) for row in rows])
> END

# Half of the rows share the highest score, and a tenth of all can be acted on: each acts in part.

$ assay evaluate a.csv --label bought --score p --id visit --capacity 100 --no-record --json > a.json
$ python3 -c 'import json; e = json.load(open("a.json")); print([(m["name"], round(m["acts"]["value"], 6)) for m in e["models"]]); print(e["models"][0]["note"])'
[('p', 0.1), ('everything', 0.1)]
rows that share the score at the cut exceed the capacity: each of them acts in part
$ assay evaluate a.csv --label bought --prediction "p > 0.5" --id visit --capacity 100 --no-record --json > a.json
$ python3 -c 'import json; e = json.load(open("a.json")); print(round(e["models"][0]["acts"]["value"], 6)); print(e["models"][0]["note"])'
0.1
its decisions exceed the capacity (50 in 100 rows, 10 allowed): each act counts in part

# Another file whose labels are others belongs to other rows.

$ assay evaluate a.csv --label bought --score p --against backwards.csv --no-record
error: a.csv and backwards.csv differ in the label "bought" in … of 1,000 joined rows: row … has …, … there
hint: without an id rows are joined by order; name the column that both share with --id
[exit 2]
$ assay evaluate a.csv --label bought --score p --against backwards.csv --id visit --no-record --quiet > said.txt
$ assay evaluate a.csv --label bought --score p --against flipped.csv --id visit --no-record
error: a.csv and flipped.csv differ in the label "bought" in 1,000 of 1,000 joined rows: row with visit = …
hint: check that both hold predictions for the same rows
[exit 2]

# A decision says yes or no.

$ assay evaluate a.csv --label bought --score p --human took --no-record
error: --human "took" holds 30.0 in row 1, neither yes nor no
hint: give a boolean, or a column of 0 and 1; of a number a comparison makes one
[exit 2]
$ assay evaluate a.csv --label bought --score p --human "took > 33" --human-seconds took --no-record --quiet > said.txt
$ assay evaluate a.csv --label bought --score p --human-seconds took --no-record
error: --human-seconds "took" has no --human to belong to
hint: name the column of the person's decisions with --human
[exit 2]
$ assay evaluate a.csv --label bought --score p --scenario "slow: took: auc>=0.5" --no-record
error: --scenario slow "took" holds 30.0 in row 1, neither yes nor no
hint: give a boolean, or a column of 0 and 1; of a number a comparison makes one
[exit 2]
$ assay evaluate a.csv --label bought --score p --scenario "slow: took > 33: auc>=70" --no-record
error: --scenario slow: 70 is not between 0 and 1
hint: write a share: 70 % is 0.70
[exit 2]
