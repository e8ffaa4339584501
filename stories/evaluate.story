# A model of one's own, judged from a table of its predictions.

$ make_table 3000 shop.csv --effect 1.5
$ python3 - <<END
> import csv, math
> rows = list(csv.DictReader(open("shop.csv")))
> for row in rows:
>     score = -1.5 + 1.5 * (0.25 * int(row["visits"]) - 0.06 * float(row["distance"]) + 0.8 * int(row["member"]))
>     row["p"] = round(1 / (1 + math.exp(-score)), 4)
>     row["old"] = round(1 / (1 + math.exp(-(-1.5 + 0.3 * int(row["visits"])))), 4)
> with open("predictions.csv", "w") as out:
>     table = csv.DictWriter(out, rows[0], lineterminator="\n")
>     table.writeheader()
>     table.writerows(rows)
> END

$ assay evaluate predictions.csv --label bought --score p --id visit --groups shop --true-positive 5 --false-positive -2 --currency EUR --decisions-per-month 10000 --rule 'member = 1' 2> said.txt
Model "p" ranks a positive above a negative in … in 100 […
decisions earn … EUR a month […
…
How it does  model "p", 90 % range
  AUC …
…
What its decisions earn  a month of 10,000 decisions, against doing nothing
…
▸ model "p" …
  your rule …
  acting on all …
…
Gaps between groups, and their price
…
How often these rows were used
  · These are the first predictions that this ledger saw on these rows.
…
$ cut -d' ' -f1-2 said.txt
recorded: evaluation

# Another model on the same rows, in pairs. The ledger counts.

$ assay evaluate predictions.csv --label bought --score p --id visit --against old --quiet
…
Against model "old"
  · Against model "old", model "p" is better in money: …
…
How often these rows were used
  · 2 distinct sets of predictions met these rows: …
…

# The same in another file and another order.

$ python3 -c 'import random; lines = open("predictions.csv").read().splitlines(); rows = lines[1:]; random.Random(1).shuffle(rows); open("mixed.csv", "w").write("\n".join(lines[:1] + rows) + "\n")'
$ assay evaluate predictions.csv --label bought --score p --id visit --no-record --json > one.json
$ assay evaluate mixed.csv --label bought --score p --id visit --no-record --json > two.json
$ python3 -c 'import json; one, two = json.load(open("one.json")), json.load(open("two.json")); print([one[key] == two[key] for key in ("models", "cut", "slices", "reuse")])'
[True, True, True, True]

# The report is one file; its answer can be read without script.

$ assay evaluate predictions.csv --label bought --score p --id visit --no-record --quiet -o evaluation.html > said.txt
$ grep -o '<main><h1>predictions</h1><p><b>Model &quot;p&quot; ranks a positive above a negative' evaluation.html
<main><h1>predictions</h1><p><b>Model &quot;p&quot; ranks a positive above a negative
$ assay evaluate predictions.csv --label bought --score p --id visit --no-record -o evaluation.pdf
error: -o evaluation.pdf: cannot tell which format is wanted
hint: give it the ending .html for the report or .json for the document
[exit 2]

# What somebody claims.

$ assay evaluate claim "auc >= 0.7" predictions.csv --label bought --score p --id visit --quiet
▲ auc >= 0.7
  Supported: AUC is 0.…
…
$ assay evaluate claim "auc >= 0.95" predictions.csv --label bought --score p --id visit --quiet
✕ auc >= 0.95
  Not supported: …
…
[exit 1]
$ assay evaluate claim "auc >= 0.9" predictions.csv --label bought --score bought --id visit --no-record
○ auc >= 0.9
  Cannot tell: The score of model "bought" equals the label in every row: …
…
[exit 1]

# What is not there is said with the nearest name.

$ assay evaluate predictions.csv --label brought --score p
error: --label: predictions.csv has no column "brought"
hint: did you mean "bought"?
[exit 2]
$ assay evaluate predictions.csv --label bought --score p --against shop.csv --id visit
error: --score in shop.csv: there is no column "p"
…
[exit 2]
