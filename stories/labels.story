# Which labels are wrong, by a model's chances.

$ make_labels 3000 pets.csv
$ assay data labels pets.csv --label y --probs p_cat,p_dog,p_fox --id photo
pets.csv  3,000 labels, 3 classes

Label errors
  · About 8.3 % (…) of the labels are wrong: some …
…
Down the ranking
  first rows     expected wrong
…
Most suspected
  row         given  rather  margin
  photo-2915    dog     cat   0.000
…
If they are mended
…
  not run: measured precision: give --reference

# With the truth at hand, the precision is measured too.

$ assay data labels pets.csv --label y --probs p_cat,p_dog,p_fox --reference truth
…
  first rows     expected wrong           measured
…

# The corrected table, the queue, and a bar.

$ assay data labels pets.csv --label y --probs p_cat,p_dog,p_fox --corrected mended.csv --queue queue.json --fail-on 0.05 > seen.txt
corrected table: mended.csv
review queue of 232 tasks: queue.json
[exit 1]
$ head -1 mended.csv
photo,y,truth,p_cat,p_dog,p_fox,y_corrected,y_source
$ grep -c suggested mended.csv
232
$ python3 -c 'import json; task = json.load(open("queue.json"))[0]; print(task["data"]["photo"], task["predictions"][0]["result"][0]["value"]["choices"])'
photo-2915 ['cat']

# Labels of several people.

$ make_labels 300 votes.csv --votes
$ assay data labels votes.csv --item photo --annotator person --label y --seconds seconds
votes.csv  1,200 labels, 3 classes

Agreement
  · Krippendorff's alpha is 0.57 (…
…
Annotators
  who   labels          quality    as the others  an item
…
  dan      300  61 % (56 to 65)  60 % (56 to 65)   2.90 s
…

# The same from an export of Label Studio, and a queue that goes back to it.

$ make_labels 300 export.json --export
$ assay data labels export.json --queue again.json > seen.txt
review queue of 3 tasks: again.json
$ python3 -c 'import json; task = json.load(open("again.json"))[0]; print(task["data"]["photo"], task["predictions"][0]["result"][0]["from_name"])'
photo-192.jpg animal

# What cannot be judged is said.

$ assay data labels pets.csv --label y
error: nothing to judge the labels by
hint: one label a row and a model: --label y --probs p_cat,p_dog; several people: --item i --annotator a --label y
[exit 2]
$ assay data labels pets.csv --label y --probs p_cat,p_dog
error: row …
hint: …
[exit 2]
$ sed 's/^photo-3,[a-z]*,/photo-3,wolf,/' pets.csv > wolf.csv
$ assay data labels wolf.csv --label y --probs p_cat,p_dog,p_fox
error: row 3, column "y": label "wolf" is none of the classes
hint: the classes are cat, dog and fox; say them with --classes, in the order of --probs
[exit 2]
$ printf 'y,p_a,p_b\na,0.7,0.3\nb,0.6,0.6\n' > sum.csv
$ assay data labels sum.csv --label y --probs p_a,p_b
error: row 2: the chances sum to 1.2, not to 1
hint: name the column of every class in --probs, and no other
[exit 2]
$ printf 'y,p_a,p_b\na,0.7,0.3\nb,-0.1,1.1\n' > below.csv
$ assay data labels below.csv --label y --probs p_a,p_b
error: row 2: the chance of "a" is -0.1, not in 0 to 1
hint: give chances, not scores or log-odds, in every row
[exit 2]
$ assay data labels pets.csv --label y --probs p_cat
error: --probs names 1 column: a class needs another to be mistaken for
hint: name one column of chances for each class: --probs p_cat,p_dog
[exit 2]
$ head -20 pets.csv | cut -d, -f4- > short.csv
$ assay data labels pets.csv --label y --probs-file short.csv
error: the table has 3,000 rows, its chances have 19
hint: both need the same rows in the same order
[exit 2]
$ grep -E 'photo,|,ann,' votes.csv > alone.csv
$ assay data labels alone.csv --item photo --annotator person --label y
…
  · Krippendorff's alpha: cannot tell: no item has two labels.
…
  ▲ All labels are by "ann": nothing tells how sure they are.
…

# Labels that no row of the model's agrees with: nothing is guessed.

$ awk -F, 'NR > 1 && $3 != "fox" { print $1 "," ($3 == "cat" ? "dog" : "cat") "," ($3 == "cat" ? "0.9,0.1" : "0.1,0.9") }' pets.csv > rows.csv
$ (echo photo,y,p_cat,p_dog; cat rows.csv) > turned.csv
$ assay data labels turned.csv --label y --probs p_cat,p_dog
…
  · How many labels are wrong: cannot tell: too few rows of the likely classes
    agree with their label.
…
  What mending them is worth cannot be told.
…

# A model that says the same of every row knows nothing of the labels.

$ awk -F, -v OFS=, 'NR > 1 { $4 = 0.5; $5 = 0.3; $6 = 0.2 } { print }' pets.csv > flat.csv
$ assay data labels flat.csv --label y --probs p_cat,p_dog,p_fox
…
  · How many labels are wrong: cannot tell: the model is right no more often
    than the commonest class alone would be.
…
  ▲ The model tells no class from another, being right no more often than the
    commonest class alone would be: what follows cannot tell wrong labels from
    right ones.
…

# Votes of which no two are of one item.

$ make_labels 300 votes.csv --votes
$ awk -F, 'NR == 1 || NR % 4 == 2' votes.csv | awk -F, 'NR == 1 { print; next } { $2 = (NR % 2 ? "ann" : "bob"); print $1 "," $2 "," $3 "," $4 }' > once.csv
$ assay data labels once.csv --item photo --annotator person --label y
…
  · Nobody labelled the same item as another: agreement, consensus and the
    quality of people cannot be told.
…

# A table is not written over.

$ assay data labels pets.csv --label y --probs p_cat,p_dog,p_fox --corrected pets.csv
error: --corrected pets.csv is the table that is read
hint: write to another file
[exit 2]
