# Data that cannot be studied. Each is told apart, and nothing is recorded.

$ assay study --data nowhere.csv --target bought
error: cannot find nowhere.csv
hint: there is no table in this folder
[exit 2]

$ make_table 500 table.csv

# A column that is not there: the nearest is named.

$ assay study --data table.csv --target bouht
error: …bouht…
hint: did you mean "bought"?
[exit 2]

$ assay study --data table.csv --target bought --groups shp
error: …shp…
hint: did you mean "shop"?
[exit 2]

# A rule that does not parse.

$ assay study --data table.csv --target bought --rule 'visits >='
error: --rule: it ends too early
  visits >=
           ^
hint: something is missing at its end
[exit 2]

$ assay study --data table.csv --target bought --rule 'vists >= 3'
error: --rule: there is no column "vists"
  vists >= 3
  ^
hint: did you mean "visits"?
[exit 2]

# A target of one class, and one that is empty.

$ cat > one.csv <<END
> a,bought
> 1,0
> 2,0
> 3,0
> END
$ assay study --data one.csv --target bought
error: --target: column "bought" holds one value alone, "0": one class cannot be learned or judged
hint: check [data] target and query, or add rows of the other class
[exit 2]

$ cat > empty.csv <<END
> a,bought
> 1,
> 2,
> 3,
> END
$ assay study --data empty.csv --target bought
error: --target: column "bought" is empty in all 3 rows
hint: check [data] target and query
[exit 2]

# A table of three rows.

$ cat > three.csv <<END
> a,bought
> 1,0
> 2,1
> 3,0
> END
$ assay study --data three.csv --target bought
error: three.csv has 3 rows with a target, 1 of them bought = 1: a study needs at least 10 rows of each class
hint: add labelled rows; 100 and more of the rarer class make a verdict likely
[exit 2]

# A CSV with a broken line.

$ cat > broken.csv <<END
> a,b,bought
> 1,2,0
> 3,4,1,5
> 6,7,0
> END
$ assay study --data broken.csv --target bought
error: broken.csv, line 3: 4 fields where the header has 3
hint: mend that line, or export the file again
[exit 2]

# Text that is not UTF-8.

$ printf 'name,bought\ncaf\351,1\nbar,0\n' > latin.csv
$ assay study --data latin.csv --target bought
error: latin.csv, line 2: byte 4 is not UTF-8
hint: convert it first, as in iconv -f latin1 -t utf-8 latin.csv > utf8.csv
[exit 2]

# A Parquet file that is cut in half.

$ printf 'PAR1 this is no whole file' > cut.parquet
$ assay study --data cut.parquet --target bought
error: cut.parquet is cut short, or is no Parquet file
hint: copy or export it again
[exit 2]

# A product file with an error in it.

$ cat > product.toml <<END
> [data]
> source = "table.csv"
> target = bought
> END
$ assay study product.toml
error: product.toml, line 3…
…
[exit 2]

$ cat > product.toml <<END
> [data]
> source = "table.csv"
> tagret = "bought"
> END
$ assay study product.toml
error: product.toml, line 3, [data] tagret: unknown key
hint: did you mean "target"?
[exit 2]

$ ls -a
.
..
broken.csv
cut.parquet
empty.csv
latin.csv
one.csv
product.toml
table.csv
three.csv
