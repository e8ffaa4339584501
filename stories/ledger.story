# What a study found is kept, and kept from being changed.

$ assay ledger list
error: no ledger in …
hint: `assay study` makes one; --workspace DIR reads another
[exit 2]

$ make_table 1500 shop.csv
$ assay study --data shop.csv --target bought --id visit --true-positive 5 --false-positive -2 --quick --quiet > screen.txt
$ assay ledger list --kind study
  no.  when, UTC         kind        id        what it says
…  study       …  shop: …
…

$ assay ledger verify
The ledger is sound: all … entries follow from the ones before.

$ assay ledger show 1
  number      1
…
Content
…

$ assay ledger export | python3 -c 'import json, sys; print(sum(1 for line in sys.stdin if json.loads(line)["hash"]) > 3)'
True

$ assay ledger show zzzz
error: the ledger has no id that starts with zzzz
hint: `assay ledger list` shows what it has
[exit 2]

# Someone changes a record behind its back.

$ python3 - <<END
> import sqlite3
> records = sqlite3.connect(".assay/records.db")
> tables = [name for (name,) in records.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
> for (trigger,) in records.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
>     records.execute(f'DROP TRIGGER "{trigger}"')
> for table in tables:
>     if "body" in [column[1] for column in records.execute(f'PRAGMA table_info("{table}")')]:
>         records.execute(f'UPDATE "{table}" SET body = replace(body, "shop", "shoe")')
> records.commit()
> END
$ assay ledger verify
The ledger was changed: …
[exit 1]

$ assay ledger verify --workspace elsewhere
error: no ledger in elsewhere
hint: `assay study` makes one; --workspace DIR reads another
[exit 2]
