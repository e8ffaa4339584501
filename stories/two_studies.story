# The same inputs give the same document; another price gives another, and the difference is told.

$ make_table 1500 shop.csv
$ assay study --data shop.csv --target bought --id visit --true-positive 5 --false-positive -2 --quick --quiet --no-record -o one.json > /dev/null
$ assay study --data shop.csv --target bought --id visit --true-positive 5 --false-positive -2 --quick --quiet --no-record -o same.json > /dev/null
$ assay study --data shop.csv --target bought --id visit --true-positive 2 --false-positive -2 --quick --quiet --no-record -o other.json > /dev/null
$ python3 -c 'import json; one, same = (json.load(open(f)) for f in ("one.json", "same.json")); one.pop("run"); same.pop("run"); print(one == same)'
True

$ assay study diff one.json same.json
…

$ assay study diff one.json other.json
…
  · costs.true_positive was 5.0 and is now 2.0.
…

$ assay study diff one.json nowhere.json
error: nowhere.json: neither a file nor a study in the ledger …
…
[exit 2]

$ ls -a
.
..
one.json
other.json
same.json
shop.csv
