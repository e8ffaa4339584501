# Some rows instead of all.

$ make_table 500 shop.csv
$ assay data sample shop.csv --rows 60 --by shop --target bought -o sample.csv
60 rows of 500, from 3 strata (more where values vary).
The interval will be about 0.186 wide (90 %).
The share of bought is …, as 60 of the 500 rows show.
…
stratum                         rows          of       known        mean
north                             22         183         183       0.295
south                             18         147         147       0.313
west                              20         170         170       0.300
written: sample.csv

# The value is not known yet: draw by a pilot, look, and read the sample again.

$ cut -d, -f1,5 shop.csv > frame.csv
$ awk -F, 'NR == 1 || NR % 12 == 0 {print $1 "," $5 "," $7}' shop.csv > pilot.csv
$ assay data sample frame.csv --width 0.15 --by shop --target bought --pilot pilot.csv -o drawn.csv
…
No sampled row says the share of bought yet: fill it in, then read the sample
with --drawn.
…
$ awk -F, 'NR == FNR {bought[$1] = $7; next} {print $0 "," bought[$1]}' shop.csv drawn.csv > labelled.csv
$ assay data sample labelled.csv --drawn --target bought
The share of bought is …, as … of the 500 rows show.
…

$ assay data sample labelled.csv --drawn --target bought --quiet --report sample.html > said.txt
$ grep -o '<main><h1>labelled.csv</h1><p>The share of bought is ' sample.html
<main><h1>labelled.csv</h1><p>The share of bought is 
$ assay data sample shop.csv --rows 60 --report sample.csv
error: --report sample.csv: cannot tell which format is wanted
hint: give it the ending .html for the report or .json for the document
[exit 2]

# How many rows, before there are any.

$ assay data sample --pilot pilot.csv --target bought --width 0.05
… rows are needed for an interval of width 0.0500 (90 %).

# What cannot be asked.

$ assay data sample shop.csv
error: how large should the sample be?
hint: give --rows N, or --width W for the width of the interval
[exit 2]

$ assay data sample shop.csv --rows 600
error: 600 rows are more than the 500 there are
hint: ask for fewer
[exit 2]

$ assay data sample shop.csv --rows 5 --by shop
error: 5 rows are too few for 3 strata
hint: two rows of each are needed to tell how it varies: ask for 6 or more
[exit 2]

$ assay data sample shop.csv --width 2 --mean shop
error: --mean: shop holds no numbers
hint: name a number, or a yes/no column with --target
[exit 2]

$ assay data sample frame.csv --width 2 --mean distance
error: nothing is known yet of how the mean of distance varies
hint: give a few rows that have it: --pilot FILE, or fill in some rows
[exit 2]

$ assay data sample shop.csv --drawn --target bought
error: --drawn: shop.csv has no column "sample_weight"
…
[exit 2]

$ assay data sample shop.csv --rows 10 -o sample.txt
error: -o sample.txt: cannot tell which format is wanted
hint: give it the ending .csv or .parquet
[exit 2]

# Weights that are no numbers, or that no table has.

$ sed '3s/,[0-9.]*,\([a-z]*\)$/,"8,318",\1/' sample.csv > comma.csv
$ assay data sample comma.csv --drawn --target bought
error: row 2: sample_weight is "8,318", no number
hint: write weights with a decimal point, as in 8.318, and no marks between thousands
[exit 2]

$ sed '3s/,[0-9.]*,\([a-z]*\)$/,1e300,\1/' sample.csv > endless.csv
$ assay data sample endless.csv --drawn --target bought
error: row 2: sample_weight is 1e+300: no table has so many rows
hint: the weights of a sample add up to the rows of its table
[exit 2]

# None of the sampled rows is a hit.

$ awk -F, -v OFS=, 'NR > 1 {$7 = 0} {print}' sample.csv > none.csv
$ assay data sample none.csv --drawn --target bought
The share of bought is 0 (0 to 0.0…), as 60 of the 500 rows show.
…
$ assay data sample none.csv --drawn --target bought --positive 1
The share of bought is 0 (0 to 0.0…), as 60 of the 500 rows show.
…
no row has bought = "1"; is it spelt as in the table?
$ awk -F, -v OFS=, 'NR > 1 {$7 = ""} {print}' sample.csv > blank.csv
$ assay data sample blank.csv --drawn --target bought
error: no row has a value in "bought" yet
hint: fill in the rows that were looked at, then ask again
[exit 2]

# Where it must not be drawn from, or written to.

$ assay data sample sample.csv --rows 10 -o second.csv
error: sample.csv has a column sample_weight: it is a sample already
hint: draw from the whole table, or drop the columns with --query "SELECT * EXCLUDE (sample_weight, sample_stratum) FROM data"
[exit 2]

$ assay data sample shop.csv --rows 60 -o shop.csv
error: -o shop.csv is the table that is read
hint: write to another file
[exit 2]

$ assay data sample shop.csv --rows 60 -o nowhere/sample.csv
error: -o nowhere/sample.csv: there is no folder nowhere
hint: make it first, or choose another
[exit 2]
