# What may be wrong with a table, and when a pipeline should stop.

$ make_table 500 shop.csv
$ assay data check shop.csv --target bought --key visit
shop.csv
…

Not run, or not in full
   5 schema break: give --against
…

Clean
…

# A column under another name.

$ sed '1s/distance/km/' shop.csv > renamed.csv
$ assay data check renamed.csv --against shop.csv --key visit
renamed.csv against shop.csv
1 error…
…
What was found
  ✕ [5 schema break] distance is lost and km is new, with values spread in the
…
    → SELECT * RENAME ("km" AS "distance") FROM data
…
[exit 1]

# A shop that nobody knows.

$ printf 'shop,city\nnorth,Oslo\nsouth,Rome\n' > shops.csv
$ assay data check shop.csv --references shops.csv:shop --json | python3 -c 'import json, sys; found = json.load(sys.stdin)["findings"][0]; print(found["code"], found["number"], len(found["ids"]))'
reference-broken 25 10

# Only questions: fine, unless asked for.

$ assay data check shop.csv --target bought --fail-on question > /dev/null
[exit 1]

$ assay data check shop.csv --key vist
error: key: there is no column "vist"
hint: did you mean "visit"?
[exit 2]

$ assay data check shop.csv --references shops.csv:sho
error: references: there is no column "sho"
hint: did you mean "shop"?
[exit 2]

$ assay data check shop.csv --references shops.csv
error: --references shops.csv: no file and column
hint: write FILE:COLUMN, or FILE:OURS=THEIRS where the names differ
[exit 2]

$ printf 'other\n1\n' > other.csv
$ assay data check shop.csv --against other.csv
error: against: other.csv shares no column with shop.csv
hint: …
[exit 2]

$ assay data check shop.csv --target bought -o check.pdf
error: -o check.pdf: cannot tell which format is wanted
hint: give it the ending .html for the report or .json for the document
[exit 2]
