# A table as it was is kept, and compared with what came of it.

$ assay data snapshot --list
error: no ledger in …
…
[exit 2]

$ make_table 300 shop.csv
$ assay data snapshot shop.csv --name may
Kept may, 300 rows, 7 columns, as ….

# The same content, whatever its file, is the same snapshot.

$ assay data snapshot shop.csv --name may
This was kept already: may, 300 rows, 7 columns, as ….
$ cp shop.csv copy.csv
$ assay data snapshot shop.csv --json | python3 -c 'import json, sys; print(json.load(sys.stdin)["id"])' > first.txt
$ assay data snapshot copy.csv --name june --json | python3 -c 'import json, sys; print(json.load(sys.stdin)["id"])' | diff first.txt -

$ assay data snapshot --list
id            when, UTC                   rows  name
…  300  june
…  300  shop
…  300  may

# One row goes, one comes, one price changes.

$ sed -e '2d' -e '5s/[0-9.]*,north\|[0-9.]*,south\|[0-9.]*,west/9.75,east/' shop.csv > next.csv
$ echo 301,2026-04-10,3,2.5,north,0,1 >> next.csv
$ assay data diff may next.csv --key visit
may, 300 rows → next.csv, 300 rows
1 row added, 1 removed, 1 changed and 298 the same.

Rows  by visit
  · added 1 row: 301
  · removed 1 row: 1

Changed values
  · distance: 1 row
    4: … → 9.75
  · shop: 1 row
    4: … → east

$ assay data diff may next.csv --key visit --exit-code --quiet > rows.txt
[exit 1]
$ assay data diff may shop.csv --key visit --exit-code
may, 300 rows → shop.csv, 300 rows
The tables hold the same 300 rows.

# A key that names rows twice, one that is not there, a snapshot that is not.

$ assay data diff may next.csv --key day
error: may: the key day names rows twice: …
hint: name more columns, as in --key id --key day, or mend the table
[exit 2]

$ assay data diff may next.csv --key visitt
error: --key: may has no column "visitt"
hint: did you mean "visit"?
[exit 2]

$ assay data diff mai next.csv --key visit
error: mai: neither a file nor a snapshot (there is no snapshot mai)
hint: did you mean "may"?
[exit 2]

$ assay data diff may next.csv
error: data diff: which column names a row?
hint: give --key COLUMN, several times where one is not enough
[exit 2]

# The report, and the document that makes it later.

$ assay data diff may next.csv --key visit --quiet -o rows.html > said.txt
$ grep -o '<main><h1>next.csv</h1><p>1 row added, 1 removed, 1 changed and 298 the same.</p></main>' rows.html
<main><h1>next.csv</h1><p>1 row added, 1 removed, 1 changed and 298 the same.</p></main>
$ assay data diff may next.csv --key visit --quiet -o rows.json > said.txt
$ assay report rows.json -o again.html --quiet > said.txt
$ cmp rows.html again.html

# Other commands take a snapshot in place of a file, and say its name.

$ assay data check may --against shop.csv --key visit --json | python3 -c 'import json, sys; d = json.load(sys.stdin); print(d["source"], d["against"], d["rows"])'
may shop.csv 300
$ assay data drift next.csv --against may --key visit --joint-rows 0 --json | python3 -c 'import json, sys; d = json.load(sys.stdin); print(d["current"], d["reference"], d["reference_rows"])'
next.csv may 300
$ assay evaluate may --label bought --score distance --against next.csv --id visit --no-record --json > one.json
$ assay evaluate shop.csv --label bought --score distance --against next.csv --id visit --no-record --json > two.json
$ python3 -c 'import json; one, two = json.load(open("one.json")), json.load(open("two.json")); print(one["source"], [one[key] == two[key] for key in ("models", "comparison", "reuse")])'
may [True, True, True]
$ assay evaluate next.csv --label bought --score distance --against may --id visit --no-record --json | python3 -c 'import json, sys; print([each["name"] for each in json.load(sys.stdin)["models"]])'
['distance', 'may', 'everything']
$ assay data labels mai --label bought --item visit --annotator shop
error: mai: neither a file nor a snapshot (there is no snapshot mai)
hint: did you mean "may"?
[exit 2]
$ assay data drift next.csv --against mai
error: mai: neither a file nor a snapshot (there is no snapshot mai)
hint: did you mean "may"?
[exit 2]
$ assay evaluate next.csv --label bought --score distance --against mai --id visit
error: --against: "mai" is neither a column of next.csv nor a file or snapshot
…
[exit 2]

$ assay ledger verify
The ledger is sound: …

# A snapshot whose evidence was damaged is an error, never other data.

$ for file in $(find .assay/evidence -name '*.zst'); do echo broken > $file; done
$ assay data diff may next.csv --key visit
error: ….zst is damaged
hint: restore it from a backup, …
[exit 2]

# Taken again, the same content mends it.

$ assay data snapshot shop.csv --name may
This was kept already: may, …
$ assay data diff may shop.csv --key visit --exit-code --quiet > same.txt
