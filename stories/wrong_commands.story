# Slips of the fingers get the nearest name, and exit with 2.

$ assay studdy product.toml
error: there is no command "studdy"
hint: did you mean "study"?
[exit 2]

$ assay verify
error: there is no command "verify"
hint: did you mean "ledger verify"?
[exit 2]

$ assay ledger verfy
error: ledger: there is no command "verfy"
hint: did you mean "verify"?
[exit 2]

$ assay study --taget late
error: study: unknown flag --taget
hint: did you mean --target?
[exit 2]

$ assay study --certainty high
error: --certainty: "high" is not a number
hint: write it without separators or units: 27300, 0.8
[exit 2]

$ assay study --data table.csv --target bought --decisions-per-month 27,300
error: --decisions-per-month: "27,300" is not a number
hint: write a number without separators, 27300, or a range, 20000..30000
[exit 2]

$ assay study --data table.csv --target bought --target-metric auk=0.7
error: --target-metric: "auk=0.7" has no ">=" or "<="
hint: write it as "auc>=0.70" or "brier<=0.1"
[exit 2]

$ assay init
error: init: which data?
hint: assay init --help shows how it is used
[exit 2]

$ assay completion fissh
error: shell: "fissh" is not one of bash, zsh and fish
hint: did you mean "fish"?
[exit 2]

# A study needs a product: a file, or flags.

$ assay study
error: no product to study: there is no product.toml here
hint: describe one in a file, assay init DATA && assay study product.toml, or with flags, assay study --data FILE --target COLUMN
[exit 2]

$ assay study --data table.csv
error: no target: what came true in table.csv?
hint: name its column with --target COLUMN
[exit 2]

$ assay report study.pdf -o study.pdf
error: -o study.pdf: cannot tell which format is wanted
hint: give it the ending .html for the report or .json for the document
[exit 2]
