# Data that cannot be studied. Each is told apart, and nothing is recorded.

$ assay study --data nowhere.csv --target bought
error: …nowhere.csv…
[exit 2]

$ make_table 500 table.csv

# A column that is not there: the nearest is named.

$ assay study --data table.csv --target bouht
error: …bouht…
hint: did you mean "bought"?
[exit 2]

$ assay study --data table.csv --target bought --group shp
error: …shp…
hint: did you mean "shop"?
[exit 2]

# A rule that does not parse.

$ assay study --data table.csv --target bought --rule 'visits >='
error: …
[exit 2]

$ assay study --data table.csv --target bought --rule 'vists >= 3'
error: …vists…
…
[exit 2]

# A target of one class, and one that is empty.

$ cat > one.csv <<END
> a,bought
> 1,0
> 2,0
> 3,0
> END
$ assay study --data one.csv --target bought
error: …
…
[exit 2]

$ cat > empty.csv <<END
> a,bought
> 1,
> 2,
> 3,
> END
$ assay study --data empty.csv --target bought
error: …
…
[exit 2]

# A table of three rows.

$ cat > three.csv <<END
> a,bought
> 1,0
> 2,1
> 3,0
> END
$ assay study --data three.csv --target bought
error: …
…
[exit 2]

# A CSV with a broken line.

$ cat > broken.csv <<END
> a,b,bought
> 1,2,0
> 3,4,1,5
> 6,7,0
> END
$ assay study --data broken.csv --target bought
error: …broken.csv…line 3…
…
[exit 2]

# Text that is not UTF-8.

$ printf 'name,bought\ncaf\351,1\nbar,0\n' > latin.csv
$ assay study --data latin.csv --target bought
error: …latin.csv…UTF-8…
…
[exit 2]

# A Parquet file that is cut in half.

$ printf 'PAR1 this is no whole file' > cut.parquet
$ assay study --data cut.parquet --target bought
error: …cut.parquet…
…
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
