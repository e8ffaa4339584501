# What may be wrong with a table, and when a pipeline should stop.

$ make_table 500 shop.csv
$ assay data check shop.csv --target bought --key visit
shop.csv
…

Not run, or not in full
   5 schema break: give --against
…

Clean
…

# A column under another name.

$ sed '1s/distance/km/' shop.csv > renamed.csv
$ assay data check renamed.csv --against shop.csv --key visit
renamed.csv against shop.csv
1 error…
…
What was found
  ✕ [5 schema break] distance is lost and km is new, with values spread in the
…
    → SELECT * RENAME ("km" AS "distance") FROM data
…
[exit 1]

# A shop that nobody knows.

$ printf 'shop,city\nnorth,Oslo\nsouth,Rome\n' > shops.csv
$ assay data check shop.csv --references shops.csv:shop --json | python3 -c 'import json, sys; found = json.load(sys.stdin)["findings"][0]; print(found["code"], found["number"], len(found["ids"]))'
reference-broken 25 10

# The scores fell, and only the labels of then are known.

$ make_table 900 then.csv
$ make_table 900 now.csv --seed 2
$ scored() { awk -F, -v OFS=, -v more=$2 'NR==1 {print $0, "chance"; next} {print $0, 1 / (1 + exp(1.5 + more - 0.25 * $3 + 0.06 * $4 - 0.8 * $6))}' $1; }; scored then.csv 0 > scored.csv; scored now.csv 1.5 | cut -d, -f1-6,8 > unlabelled.csv
$ assay data check unlabelled.csv --against scored.csv --target bought --scores chance --key visit
unlabelled.csv against scored.csv
…
What was found
  ▲ [19 label shift and silent decay] 3.11 % of the rows lie at or above the cut
    of 0.5, and 13.1 % did. …
…

# Labels of several people who do not agree.

$ make_labels 300 votes.csv --votes
$ assay data check votes.csv --item photo --annotator person --target y --positive fox
votes.csv
…
What was found
  ▲ [21 annotators disagree] Krippendorff's alpha is 0.57 (…
…

# Wrong labels, by a model's chances.

$ make_labels 3000 pets.csv
$ assay data check pets.csv --target y --positive fox --probs p_cat,p_dog,p_fox --key photo
pets.csv
…
  ▲ [20 label noise] About 8.3 % (…) of the labels are wrong: some
…
$ assay data check pets.csv --target y --positive fox --probs p_cat --key photo
error: --probs names 1 column: a class needs another to be mistaken for
hint: name one column of chances for each class: --probs p_cat,p_dog
[exit 2]

$ assay data check unlabelled.csv --against then.csv --target bought --scores chance
error: scores: then.csv has no column "chance"
hint: …
[exit 2]

# Only questions: fine, unless asked for.

$ assay data check shop.csv --target bought --fail-on question > /dev/null
[exit 1]

$ assay data check shop.csv --key vist
error: key: there is no column "vist"
hint: did you mean "visit"?
[exit 2]

$ assay data check shop.csv --references shops.csv:sho
error: references: there is no column "sho"
hint: did you mean "shop"?
[exit 2]

$ assay data check shop.csv --references shops.csv
error: --references shops.csv: no file and column
hint: write FILE:COLUMN, or FILE:OURS=THEIRS where the names differ
[exit 2]

$ printf 'other\n1\n' > other.csv
$ assay data check shop.csv --against other.csv
error: against: other.csv shares no column with shop.csv
hint: …
[exit 2]

$ assay data check shop.csv --target bought -o check.pdf
error: -o check.pdf: cannot tell which format is wanted
hint: give it the ending .html for the report or .json for the document
[exit 2]
