# A table that arrives in files: each is read once.

$ mkdir days
$ day() { make_table 200 day.csv --seed $1; awk -F, -v OFS=, -v day=$1 'NR > 1 {$1 = 1000 * day + $1} 1' day.csv > days/$1.csv; }; for d in 1 2 3 4 5; do day $d; done
$ assay data check 'days/*.csv' --new --key visit
days/*.csv
Nothing was found in 1,000 rows of 7 columns; …
could not be looked for in full. 5 of 5 files are new; no file was checked
…
new: days/1.csv (200 rows), days/2.csv (200 rows), days/3.csv (200 rows), …
…
$ assay data check 'days/*.csv' --new --key visit
days/*.csv
All 5 files were checked before; there is nothing new to read.

# The next day is held against the five.

$ day() { make_table 200 day.csv --seed $1; awk -F, -v OFS=, -v day=$1 'NR > 1 {$1 = 1000 * day + $1} 1' day.csv > days/$1.csv; }; day 6
$ assay data check 'days/*.csv' --new --key visit --json | python3 -c 'import json, sys; d = json.load(sys.stdin); p = d["partitions"]; print(p["known"], p["new"], p["known_rows"], d["rows"], d["against"]); print([f["code"] for f in d["findings"]])'
5 1 1000 200 the 5 files checked before
[]

# A day that holds rows of another, and one in another unit.

$ (cat days/6.csv; sed -n 2,11p days/3.csv) | awk -F, -v OFS=, 'NR > 1 && NR < 202 {$1 = $1 + 1000} 1' > days/7.csv
$ assay data check 'days/*.csv' --new --key visit --json > seven.json
[exit 1]
$ python3 -c 'import json; print([(f["code"], f["rows"], f["ids"][0]) for f in json.load(open("seven.json"))["findings"] if "before" in f["code"]])'
[('keys-delivered-before', 10, '3001'), ('rows-delivered-before', 210, '7001')]
$ rm days/7.csv
$ awk -F, -v OFS=, 'NR > 1 {$1 = $1 + 2000; $4 = $4 * 100} 1' days/5.csv > days/8.csv
$ assay data check 'days/*.csv' --new --key visit --json | python3 -c 'import json, sys; print([f["column"] for f in json.load(sys.stdin)["findings"] if f["code"] == "unit-changed"])'
['distance']
$ rm days/8.csv

# A copy of a file, a summary that is damaged, and what does not go together.

$ cp days/2.csv days/9.csv
$ assay data check 'days/*.csv' --new --key visit > copy.txt
[exit 1]
$ rm days/9.csv
$ for f in .assay/summaries/*/*.zst; do printf broken > $f; done
$ assay data check 'days/*.csv' --new --key visit
…
days/1.csv is checked anew: …
…
$ assay data check 'days/*.csv' --new --key visit
days/*.csv
All 6 files were checked before; there is nothing new to read.
$ assay data check 'days/*.csv' --new --against days/1.csv
error: --new and --against do not go together
hint: choose one: --new holds new files against those checked before
[exit 2]
