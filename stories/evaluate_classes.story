# Several classes: a model that says what a ticket is about.

$ python3 - <<END
> import csv, random
> random.seed(4)
> classes = ["billing", "delivery", "other"]
> with open("tickets.csv", "w", newline="") as out:
>     table = csv.writer(out, lineterminator="\n")
>     table.writerow(["ticket", "topic", "p_billing", "p_delivery", "p_other", "routed", "channel"])
>     for ticket in range(1500):
>         weight = [random.gammavariate(0.5, 1) + 0.02 for _ in classes]
>         billing, delivery = round(weight[0] / sum(weight), 3), round(weight[1] / sum(weight), 3)
>         chance = [billing, delivery, round(1 - billing - delivery, 3)]
>         topic = random.choices(classes, chance)[0]
>         routed = topic if random.random() < 0.6 else random.choice(classes)
>         table.writerow([ticket, topic, *chance, routed, random.choice(["mail", "phone"])])
> END
$ printf 'topic,billing,delivery,other\nbilling,5,-2,-4\ndelivery,-2,4,-4\nother,-1,-1,1\n' > money.csv

# The task shows in the label and the flags.

$ assay evaluate tickets.csv --label topic --probs billing=p_billing,delivery=p_delivery,other=p_other --id ticket --groups channel 2> said.txt
Model "model" is right in … of 100 decisions […
…
How it does  model "model", 90 % range
  accuracy …
…
  mean AUC …
…
Class by class
…
What is taken for what
…
Gaps between groups
…
How often these rows were used
  · These are the first predictions that this ledger saw on these rows.
…
$ cut -d' ' -f1-2 said.txt
recorded: evaluation

# With money, against what people did, and counted by the ledger.

$ assay evaluate tickets.csv --label topic --probs billing=p_billing,delivery=p_delivery,other=p_other --id ticket --cost-matrix money.csv --currency EUR --against routed --quiet
…
What its decisions earn  a month of 1,000 decisions
…
  · Deciding by expected money from its probabilities earns … EUR a month
…
Against model "routed"
  · Against model "routed", model "model" is worse: …
…
  · 2 distinct sets of predictions met these rows: …
…

# The report, and the same of a document that was kept.

$ assay evaluate tickets.csv --label topic --probs billing=p_billing,delivery=p_delivery,other=p_other --id ticket --no-record --quiet -o tickets.html > said.txt
$ grep -o '<main><h1>tickets</h1><p><b>Model &quot;model&quot; is right in' tickets.html
<main><h1>tickets</h1><p><b>Model &quot;model&quot; is right in
$ assay evaluate tickets.csv --label topic --probs billing=p_billing,delivery=p_delivery,other=p_other --id ticket --no-record --quiet -o tickets.json > said.txt
$ assay report tickets.json -o again.html --quiet > said.txt
$ grep -c 'tickets</h1><p><b>Model &quot;model&quot; is right in' again.html
1

# A claim.

$ assay evaluate claim "accuracy >= 0.5" tickets.csv --label topic --probs billing=p_billing,delivery=p_delivery,other=p_other --id ticket --no-record
▲ accuracy >= 0.5
  Supported: accuracy is 0.…
…
$ assay evaluate claim "macro_f1 >= 0.99" tickets.csv --label topic --prediction routed --id ticket --no-record
✕ macro_f1 >= 0.99
…
[exit 1]

# What does not fit is said with row and value.

$ assay evaluate tickets.csv --label topic --probs billing=p_billing,delivery=p_delivery
error: --label is "other" in row …, which is none of the classes billing and delivery
hint: give every class a column: --probs class=column,…
[exit 2]
$ assay evaluate tickets.csv --label topic --probs billing=p_billing,delivery=p_billing,other=p_billing
error: the probabilities of model "model" sum to … in row …, not to 1
hint: give the probability of every class, each a column of --probs
[exit 2]
$ printf 'topic,billing,delivery\nbilling,5,-2\ndelivery,-2,4\n' > narrow.csv
$ assay evaluate tickets.csv --label topic --prediction routed --cost-matrix narrow.csv
error: --cost-matrix narrow.csv has no column "other"
hint: give every class a row and a column
[exit 2]
$ assay evaluate tickets.csv --label topic --score p_billing
error: --label: column "topic" holds 3 texts, and --score is the chance of one of two
…
[exit 2]
$ assay evaluate tickets.csv --label topic --prediction routed --quantile 0.1=p_other --task multiclass
error: --quantile is of numbers, and these are predictions of several classes
hint: leave it out, or say another --task
[exit 2]

$ sed '1s/$/,day/; 2,$s/$/,2026-01-02/' tickets.csv > days.csv
$ assay evaluate days.csv --label topic --prediction day --task multiclass
error: --prediction holds times, not classes
…
[exit 2]
