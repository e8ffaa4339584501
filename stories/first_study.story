# A study without a file: the table, what came true, and what decisions are worth.

$ make_table 3000 shop.csv --effect 1.5
$ assay study --data shop.csv --target bought --id visit --rule 'member = 1' --true-positive 5 --false-positive -2 --decisions-per-month 10000 --currency EUR --quick 2> said.txt
▲ BUILD…
  Build it. …
…
Chance of each verdict                  Chance to earn most
▸ build         …
…
What each option earns
  Money a month …
…

# The report is kept beside the ledger, and where it is is said.

$ grep report said.txt
report: .assay/reports/shop-…
$ ls .assay
evidence
records.db
…
reports

# The whole of it: the data checked and the chosen model evaluated, in reports that the first one links to.

$ assay study --data shop.csv --target bought --id visit --groups shop --quick --full --quiet -o whole.html > said.txt
$ ls whole*
whole-check.html
whole-evaluation.html
whole-predictions.parquet
whole.html
$ grep -o '"file":"[^"]*"' whole.html
"file":"whole-check.html"
"file":"whole-evaluation.html"
$ grep -o '"file":"[^"]*"' whole-evaluation.html
"file":"whole.html"
$ assay study --data shop.csv --target bought --quick --full --no-record
error: --full: nowhere to write its reports
hint: say where with -o report.html, or leave out --no-record
[exit 2]
