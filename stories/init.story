# A product file is drafted from a table, for a person to finish.

$ make_table 800 shop.csv
$ assay init shop.csv
Drafted product.toml.

Still to be said
  ? [product] decision: say in one sentence who decides what, and when, for each
    row.
…
Next
  Read it and finish it, then: assay study product.toml

$ grep -E '^(source|target|positive|id|time|groups) ' product.toml
…
target = "bought" …
…

# What is there is never replaced unasked.

$ assay init shop.csv
error: product.toml is there already
hint: write elsewhere with -o FILE, print it with -o -, or replace it with --force
[exit 2]

$ assay init shop.csv --force --quiet
…

$ assay init shop.csv -o - | head -1 | cut -c3-
A product file, …

$ assay init shop.csv --target bouht -o other.toml
error: --target: there is no column "bouht" in shop.csv
hint: did you mean "bought"?
[exit 2]

# The draft can be studied as it is.

$ assay study --dry-run
What a study would do
   1 read 800 rows …
…
About …

$ assay init visits.csv --target bought -o product.pdf
error: -o product.pdf: cannot tell which format is wanted
hint: give it the ending .toml, or print it with -o -
[exit 2]
