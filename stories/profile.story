# What a table holds.

$ make_table 500 shop.csv
$ assay data profile shop.csv --target bought
shop.csv  500 rows, 7 columns

column    type     missing  distinct  alone  shape      holds
…
day       date           -       100   …2026-01-01 to 2026-04-10
…
alone: how well the column orders bought by itself, 0.50 not at all, 1.00 wholly
…

$ assay data profile shop.csv --target shop
error: target "shop" has more than two values
hint: say which one counts with --positive; known are north, south and west
[exit 2]

$ assay data profile shop.csv --target distance
shop.csv  500 rows, 7 columns

column    type     missing  distinct   rank  shape      holds
…
rank: Spearman's correlation with distance, -1 to 1
…

$ assay data profile shop.csv --time shop
error: --time: column "shop" holds no dates or times
hint: leave it out, or cast it with --query
[exit 2]

$ assay data profile shop.csv --json | python3 -c 'import json, sys; print(json.load(sys.stdin)["rows"])'
500
