# What a table may be used for, and the personal data in it.

$ cat > people.csv <<END
> visit,day,who,mail,phone,bank,agreed,note,bought
> 1,2026-01-01,Anna Schmidt,anna@example.org,+49 30 1234567,DE89 3704 0044 0532 0130 00,yes,at 12:30:45,1
> 2,2026-01-02,John Miller,john.m@mail.example.com,(555) 123-4567,GB82WEST12345698765432,no,mail x@y.zz,0
> 3,1999-01-03,Fatma Kaya,,030 7654321,DE89370400440532013001,,order 17,1
> 4,2026-01-04,Paul Weber,broken@nowhere,12345,,yes,2026-01-02,0
> END
$ assay data card people.csv
Drafted card.toml.

Still to be said
…
  ? [personal] columns: mail, phone, bank and note hold personal data; may they
    stay?
…

# No value is shown: not in the draft, not in the check.

$ grep -c 'anna\|1234567\|3704' card.toml
0
[exit 1]

$ cat > card.toml <<END
> [card]
> name   = "people"
> owner  = "web team"
> source = "people.csv"
> [use]
> allowed   = ["service", "marketing"]
> forbidden = ["credit"]
> reason    = "terms of use, section 4"
> [law]
> basis     = "consent"
> retention = "24 months"
> time      = "day"
> consent   = "agreed"
> [personal]
> columns = ["mail", "phone"]
> END
$ assay data card --card card.toml
people.csv  4 rows, 9 columns
4 findings stand between this table and its use.
…
  ✕ 2 of 4 rows have no consent (50.0 %); the first is row 2.
…
  ✕ 1 of 4 rows …older than the 24 months…
…
  ▲ bank holds what looks like IBANs in 2 of 4 rows (50.0 %), such as xx99 9999
    9999 9999 9999 99 and xx99xxxx99999999999999.
…
[exit 1]

$ assay data card --card card.toml --names --fail-on never | grep -c 'who holds what looks like names'
1

# May it be used for this?

$ assay data card --card card.toml --purpose credit
people.csv  4 rows, 9 columns
These data may not be used for credit.
…
[exit 1]

$ assay data card --card card.toml --purpose credit --fail-on never --quiet -o card.html > said.txt
$ grep -o '<main><h1>people.csv</h1><p>These data may not be used for credit.</p></main>' card.html
<main><h1>people.csv</h1><p>These data may not be used for credit.</p></main>
$ grep -c 'anna\|1234567\|3704' card.html
0
[exit 1]

# A study asks the card before it starts.

$ make_table 400 shop.csv
$ cat > product.toml <<END
> [product]
> purpose = "credit"
> [data]
> source = "shop.csv"
> card   = "card.toml"
> target = "bought"
> END
$ assay study product.toml
error: card.toml, line 7, [use] forbidden: these data may not be used for credit: terms of use, section 4
hint: use other data, or ask web team
[exit 2]

$ sed -i 's/credit/hiring/' product.toml
$ assay study product.toml --dry-run
error: card.toml, line 6, [use] allowed: these data may be used for service and marketing only, not for hiring: terms of use, section 4
hint: use other data, or ask web team
[exit 2]

# An allowed purpose is studied; rows without consent are counted.

$ sed -i 's/hiring/marketing/' product.toml
$ sed -i 's/"agreed"/"member"/' card.toml
$ assay study product.toml --quick --quiet --json | python3 -c 'import json, sys; print([(each["code"], each["severity"], each["rows"] > 100) for each in json.load(sys.stdin)["data"]["issues"] if "consent" in each["code"]])'
[('without-consent', 'error', True)]

# Cards that cannot be.

$ printf '[use]\nallowed = ["credit"]\nforbidden = ["credit"]\n' > wrong.toml
$ assay data card people.csv --card wrong.toml
error: wrong.toml, line 3, [use] forbidden: "credit" is allowed as well
hint: keep it in one of the two lists
[exit 2]

$ printf '[law]\nbasis = "consnt"\n' > wrong.toml
$ assay data card people.csv --card wrong.toml
error: wrong.toml, line 2, [law] basis: "consnt" is not a known lawful basis
hint: did you mean "consent"?; known: …
[exit 2]

$ assay data card people.csv -o nowhere/card.toml
error: -o nowhere/card.toml: there is no folder nowhere
hint: make it first, or choose another
[exit 2]
$ assay data card people.csv -o card.pdf
error: -o card.pdf: cannot tell which format is wanted
hint: give it the ending .toml, or print it with -o -
[exit 2]

# The words that are known stand once.

$ printf '[use]\nallowed = ["zzz"]\n' > wrong.toml
$ assay data card people.csv --card wrong.toml
error: wrong.toml, line 2, [use] allowed: "zzz" is not a known purpose
hint: known: service, …
[exit 2]
