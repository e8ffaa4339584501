# A table promises something to its readers, and is held to it.

$ make_table 500 shop.csv
$ assay data contract draft shop.csv
Drafted contract.toml.
…
  Read it and finish it, then: assay data contract check shop.csv --contract contract.toml

$ assay data contract draft shop.csv
error: contract.toml is there already
hint: write elsewhere with -o FILE, print it with -o -, or replace it with --force
[exit 2]

# The draft holds on its own table, which it names.

$ assay data contract check
shop.csv  500 rows, 7 columns, against shop 1.0
shop.csv keeps all of 28 clauses of the contract.

# A delivery with a new shop, a distance too far and a visit twice.

$ sed -e '3s/.*/2,2026-01-01,4,400,nort,0,0/' -e '5s/^[0-9]*,/2,/' shop.csv > next.csv
$ assay data contract check next.csv
next.csv  500 rows, 7 columns, against shop 1.0
next.csv breaks 3 of 28 clauses of the contract.
…
    rows 2, 4; contract.toml, line 11, [table] key
…
  ✕ distance is not 0 to 39 in 1 of 500 rows; the furthest is 400.
…
  ✕ shop holds values outside of its set in 1 of 500 rows, such as "nort".
    rows 2; …
    → SELECT * FROM data WHERE "shop" NOT IN ('north', 'south', 'west')
[exit 1]

$ assay data contract check next.csv --fail-on never --json | python3 -c 'import json, sys; print([each["code"] for each in json.load(sys.stdin)["breaches"]])'
['key', 'range', 'set']

# Both documents have a report, which says its answer without script.

$ assay data contract check next.csv --fail-on never --quiet -o check.html > said.txt
$ grep -o '<main><h1>next.csv</h1><p>next.csv breaks 3 of 28 clauses of the contract.</p></main>' check.html
<main><h1>next.csv</h1><p>next.csv breaks 3 of 28 clauses of the contract.</p></main>
$ assay data contract check next.csv -o check.pdf
error: -o check.pdf: cannot tell which format is wanted
hint: give it the ending .html for the report or .json for the document
[exit 2]

# How old the newest day is counts from now.

$ cat > fresh.toml <<END
> [table]
> time = "day"
> max_age = "2 days"
> [columns.day]
> type = "date"
> END
$ assay data contract check shop.csv --contract fresh.toml --fail-on error
…
  ✕ The newest day is 2026-04-10, …; the contract allows 2 days.
…
[exit 1]

# A new version drops a column and adds a shop. A product uses both.

$ cat > product.toml <<END
> [product]
> name = "offers"
> [data]
> source = "shop.csv"
> target = "bought"
> [rule]
> sql = "member = 1"
> END
$ sed -e 's/"north", /"east", "north", /' -e '/columns.member/,/values/d' contract.toml > new.toml
$ assay data contract diff contract.toml new.toml
2 breaking changes and 0 harmless ones; the version does not say so: raise its
first number, now 1.0.

  ✕ Values of shop: north, south and west becomes east, north, south and west:
    east is new to readers.
    → offers (product.toml): feature
  ✕ Column member (integer) is no longer promised.
    → offers (product.toml): rule and feature

1 product file searched.
[exit 1]

$ sed -i 's/version = "1.0"/version = "2.0"/' new.toml
$ assay data contract diff contract.toml new.toml --fail-on unannounced --quiet -o changes.html > changes.txt
$ grep -o '<main><h1>shop</h1><p>2 breaking changes and 0 harmless ones;' changes.html
<main><h1>shop</h1><p>2 breaking changes and 0 harmless ones;
$ assay data contract diff new.toml contract.toml --products 'nowhere/*.toml'
error: --products: no file matches nowhere/*.toml
hint: name product files, as in products/*/product.toml
[exit 2]

# Contracts that no table could keep.

$ cat > wrong.toml <<END
> [columns.distance]
> min = 30
> max = 3
> END
$ assay data contract check shop.csv --contract wrong.toml
error: wrong.toml, line 3, [columns.distance] max: 3 is below min, 30
hint: no value lies between them: did they change places?
[exit 2]

$ printf '[table]\nkey = ["visit"]\n[columns.visit]\nnullable = true\n' > wrong.toml
$ assay data contract check shop.csv --contract wrong.toml
error: wrong.toml, line 4, [columns.visit] nullable: "visit" is part of the key and may be missing
hint: a key names every row: write nullable = false, or take it out of [table] key
[exit 2]

$ printf '[columns.visit]\ntpye = "integer"\n' > wrong.toml
$ assay data contract check shop.csv --contract wrong.toml
error: wrong.toml, line 2, [columns.visit] tpye: unknown key
hint: did you mean "type"?
[exit 2]

$ printf '[columns.shop]\nreferences = { table = "shops.csv", column = "shop" }\n' > wrong.toml
$ assay data contract check shop.csv --contract wrong.toml
error: wrong.toml, line 2, [columns.shop] references: cannot find shops.csv
hint: did you mean "shop.csv"?
[exit 2]

$ assay data contract check shop.csv --contract nowhere.toml
error: …nowhere.toml…
…
[exit 2]

# Where a draft cannot go.

$ assay data contract draft shop.csv -o nowhere/contract.toml
error: -o nowhere/contract.toml: there is no folder nowhere
hint: make it first, or choose another
[exit 2]
$ assay data contract draft shop.csv -o contract.pdf
error: -o contract.pdf: cannot tell which format is wanted
hint: give it the ending .toml, or print it with -o -
[exit 2]

# Each column that was not promised breaks the same clause.

$ printf '[table]\nother_columns = false\n[columns.visit]\ntype = "integer"\n' > narrow.toml
$ assay data contract check shop.csv --contract narrow.toml
…
shop.csv breaks 1 of 3 clauses of the contract.
…
[exit 1]
$ printf '[columns.visit]\ntype = "zzz"\n' > wrong.toml
$ assay data contract check shop.csv --contract wrong.toml
error: wrong.toml, line 2, [columns.visit] type: expected a type, saw the text "zzz"
hint: known: boolean, …
[exit 2]
