# A table against an earlier one.

$ make_table 4000 then.csv --seed 1
$ make_table 3000 now.csv --seed 2
$ assay data drift now.csv --against then.csv --key visit --fail-on warning
now.csv  3,000 rows, against then.csv, 4,000 rows

No drift that matters in 6 columns compared.
…

# Buyers became more frequent, and another shop took their place.

$ make_table 3000 later.csv --seed 3 --effect 3
$ sed 's/south/east/' later.csv > moved.csv
$ assay data drift moved.csv --against then.csv --key visit --columns shop,bought --fail-on warning
…
2 columns moved so that it matters: bought and shop.
…
  ▲ shop moved: "east" went from 0 % to 34.3 % of its values, and 34.3 % are
    values that the reference never has.
…
[exit 1]

# The statistic that another tool would give, under its name.

$ assay data drift later.csv --against then.csv --columns bought,shop --as evidently-psi,ks --joint-rows 0 --json | python3 -c 'import json, sys; print(*(s["column"] + " " + s["name"] + ": " + (s["bins"] or s["why_not"]) for s in json.load(sys.stdin)["statistics"]), sep="\n")'
shop evidently-psi: 3 values
shop ks: it is for numbers
bought evidently-psi: 2 values
bought ks:…

# The same rows and seed give the same document.

$ assay data drift later.csv --against then.csv --key visit --json > one.json
$ assay data drift later.csv --against then.csv --key visit --json > two.json
$ cmp one.json two.json && echo same
same

# What it means for a model.

$ python3 -c '
> import csv
> for name in ["then", "later"]:
>     rows = list(csv.DictReader(open(name + ".csv")))
>     with open(name + "_scored.csv", "w") as out:
>         out.write("p,bought\n")
>         for row in rows:
>             chance = min(0.95, 0.05 + 0.07 * int(row["visits"]))
>             out.write("%.2f,%s\n" % (chance, row["bought"]))'
$ assay data drift later_scored.csv --against then_scored.csv --scores p --target bought
…
What it means for the model  scores p
…
  If a score still means the same chance (…
…

# Bad input.

$ assay data drift now.csv
error: data drift: which against?
…
[exit 2]

$ assay data drift now.csv --against then.csv --columns shopp
error: columns: the current table has no column "shopp"
hint: did you mean "shop"?
[exit 2]

$ assay data drift now.csv --against then.csv --as evidently-pis
error: there is no statistic "evidently-pis"
hint: did you mean "evidently-psi"?
[exit 2]

$ assay data drift later_scored.csv --against then_scored.csv --scores p
error: --scores: what drift means for the model needs the reference's labels
hint: name their column with --target
[exit 2]

$ printf 'a\n1\n2\n' > a.csv
$ printf 'b\n1\n2\n' > b.csv
$ assay data drift a.csv --against b.csv
error: no column is in both tables
hint: columns are matched by name; the reference has b
[exit 2]

$ printf 'b\n' > none.csv
$ assay data drift none.csv --against b.csv
error: …
…
[exit 2]

$ printf 'b,c\n1,\n2,\n' > empty.csv
$ printf 'b,c\n1,4\n2,5\n' > full.csv
$ assay data drift empty.csv --against full.csv
…
  ✕ c has no value at all now; it was missing in 0 % of the reference.
…
