"""What an operation answers: its document, with names for its parts, as frames, and in notebooks."""

import html
import json
import types

# The list of a document that a notebook shows.
MAIN = {"assay.study": "options", "assay.profile": "columns", "assay.check": "findings",
        "assay.evaluation": "models", "assay.evaluation-multiclass": "models",
        "assay.evaluation-regression": "models", "assay.drift": "columns", "assay.labels": "suspects"}
BESIDE = ("low", "high")


class Result:
    """A document of assay. ``document`` is its JSON as dictionaries and lists (assay.documents has
    their types); its parts are also attributes: ``study.verdict.sentence``. ``no`` is True where the
    answer of a check or a gate was no."""

    def __init__(self, document, no=False):
        self.document = document
        self.no = no

    def __getattr__(self, name):
        if name.startswith("__") or name == "document":
            raise AttributeError(name)
        try:
            return _named(self.document[name])
        except KeyError:
            known = ", ".join(self.document)
            raise AttributeError(f"the document has no {name}; it has {known}") from None

    def __dir__(self):
        return [*super().__dir__(), *self.document]

    @property
    def schema(self):
        """Name and version of the document, "assay.study/1"; empty for an entry of the ledger."""
        return self.document.get("schema", "")

    def records(self, part=None):
        """A list of the document as flat records: an estimate fills its column and two beside it,
        `_low` and `_high`. Without a name the document's main list."""
        part = part or self._main()
        if not isinstance(self.document.get(part), list):
            lists = ", ".join(name for name, value in self.document.items() if isinstance(value, list))
            raise KeyError(f"{part} is no list of the document; lists are {lists}")
        return [_flat(each) for each in self.document[part]]

    def frame(self, part=None):
        """The same as a pandas DataFrame."""
        import pandas

        return pandas.DataFrame(self.records(part))

    def save(self, path):
        """Writes the document as JSON."""
        with open(path, "w", encoding="utf-8") as out:
            json.dump(self.document, out, indent=2, ensure_ascii=False)

    def sentence(self):
        """The document's answer in a sentence or two; empty where it has none."""
        verdict = self.document.get("verdict")
        told = verdict if isinstance(verdict, dict) else self.document
        return told.get("sentence") or told.get("headline") or ""

    def _main(self):
        return MAIN.get(self.schema.split("/")[0], "")

    def __repr__(self):
        return f"<{self.schema}: {self.sentence() or self.document.get('source', '')}>"

    def _repr_html_(self):
        title = html.escape(self.document.get("title") or self.document.get("source") or self.schema)
        told = html.escape(self.sentence())
        return f"<h3>{title}</h3><p>{told}</p>{self._table()}"

    def _table(self, most=50):
        items = self.document.get(self._main())
        if not isinstance(items, list) or not items:
            return ""
        rows = items[:most]
        names = [name for name in rows[0] if any(_shown(row.get(name)) for row in rows)]
        head = "".join(f"<th>{html.escape(name)}</th>" for name in names)
        body = "".join(
            "<tr>" + "".join(f"<td>{html.escape(_shown(row.get(name)))}</td>" for name in names) + "</tr>"
            for row in rows)
        rest = f"<p>and {len(items) - most} more</p>" if len(items) > most else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{rest}"


def _named(value):
    if isinstance(value, dict):
        return types.SimpleNamespace(**{name: _named(each) for name, each in value.items()})
    if isinstance(value, list):
        return [_named(each) for each in value]
    return value


def _is_estimate(value):
    return isinstance(value, dict) and {"value", *BESIDE} <= value.keys()


def _flat(row):
    if not isinstance(row, dict):
        return {"value": row}
    out = {}
    for name, value in row.items():
        if _is_estimate(value):
            out[name] = value["value"]
            out.update({f"{name}_{end}": value[end] for end in BESIDE})
        else:
            out[name] = value
    return out


def _shown(value):
    """A cell of a notebook's table; lists and structures have their place in the report."""
    if _is_estimate(value):
        if value["value"] is None:
            return ""
        known = value["low"] is not None and value["high"] is not None
        return _shown(value["value"]) + (
            f" [{_shown(value['low'])}, {_shown(value['high'])}]" if known else "")
    if value is None or isinstance(value, (dict, list)):
        return ""
    if isinstance(value, float):
        return f"{value:,.3g}" if abs(value) < 1000 else f"{value:,.0f}"
    return str(value)
