# A number: a model that says how many minutes a delivery takes.

$ python3 - <<END
> import csv, random
> random.seed(5)
> with open("trips.csv", "w", newline="") as out:
>     table = csv.writer(out, lineterminator="\n")
>     table.writerow(["trip", "driver", "minutes", "predicted", "low", "high", "old", "city"])
>     for trip in range(1500):
>         signal = random.gammavariate(4, 6)
>         minutes = signal + random.gauss(0, 4)
>         table.writerow([trip, trip % 300, round(minutes, 2), round(signal, 2), round(signal - 5.1, 2),
>                         round(signal + 5.1, 2), round(signal + random.gauss(2, 5), 2),
>                         random.choice(["Bonn", "Kiel"])])
> END
$ assay evaluate trips.csv --label minutes --prediction predicted --id trip --entity driver --groups city --quantile 0.1=low,0.9=high 2> said.txt
Model "predicted" misses by … on average [… to …], … less than
always the median. It explains … in 100 of the variance […
…
How far off it is  model "predicted", 90 % range
  mean absolute …
  median absolute …
  RMSE …
  R² …
  bias …
…
  · Its ranges hold as they should: …
…
By size of the prediction
…
Gaps between groups
…
$ cut -d' ' -f1-2 said.txt
recorded: evaluation

# What errors cost: too late is three times as dear as too early, two minutes cost nothing.

$ assay evaluate trips.csv --label minutes --prediction predicted --id trip --under-cost 3 --over-cost 1 --tolerance 2 --currency EUR --against old --quiet
…
What its errors cost  a month of 1,000 predictions
…
  · Every prediction raised by … would have cost least here. A shift chosen
    like that saves … EUR a month […
…
Against model "old"
  · Against model "old", model "predicted" is better: it misses by …
…
  · 3 distinct sets of predictions met these rows: …
…

# Claims.

$ assay evaluate claim "mae <= 4" trips.csv --label minutes --prediction predicted --id trip --no-record
▲ mae <= 4
  Supported: mean absolute error is 3.…
…
$ assay evaluate claim "r2 >= 0.95" trips.csv --label minutes --prediction predicted --id trip --no-record
✕ r2 >= 0.95
  Not supported: …
…
[exit 1]
$ assay evaluate claim "auc >= 0.9" trips.csv --label minutes --prediction predicted --no-record
error: "auc" is not a known metric
…
[exit 2]

# The report, and the same of a document that was kept.

$ assay evaluate trips.csv --label minutes --prediction predicted --id trip --no-record --quiet -o trips.html > said.txt
$ grep -o '<main><h1>trips</h1><p><b>Model &quot;predicted&quot; misses by' trips.html
<main><h1>trips</h1><p><b>Model &quot;predicted&quot; misses by
$ assay evaluate trips.csv --label minutes --prediction predicted --id trip --no-record --quiet -o trips.json > said.txt
$ assay report trips.json -o again.html --quiet > said.txt
$ grep -c 'trips</h1><p><b>Model &quot;predicted&quot; misses by' again.html
1

# What does not fit.

$ assay evaluate trips.csv --label city --prediction predicted
error: --label: column "city" holds 2 texts, and --prediction more than a yes or no
…
[exit 2]
$ assay evaluate trips.csv --label minutes --prediction city
error: --label: column "minutes" holds numbers, and --prediction 2 texts
…
[exit 2]
$ assay evaluate trips.csv --label minutes --prediction predicted --papers-cost 3 --papers-catch 0.5
error: --papers-cost is of yes/no decisions, and these are predictions of numbers
hint: leave it out, or say another --task
[exit 2]
