# Costs that make every action lose: the answer is not to build.

$ make_table 1000 shop.csv
$ assay study --data shop.csv --target bought --true-positive -1 --false-positive -2 --quick --no-record --require BUILD
✕ DON'T
…
[exit 1]
