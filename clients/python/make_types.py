"""Writes assay/documents.py, the types of assay's documents, from docs/*.schema.json."""

import json
import keyword
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
TARGET = pathlib.Path(__file__).parent / "assay/documents.py"
HEAD = '''"""Types of assay's documents, made by make_types.py from the published schemas."""

from typing import Any, Literal, TypedDict
'''
PLAIN = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}


def capital(name):
    return "".join(word[:1].upper() + word[1:] for word in name.replace("-", "_").split("_"))


class Module:
    """Types found on the way through one schema; equal ones are written once."""

    def __init__(self):
        self.written = {}

    def type_of(self, schema, name):
        if "enum" in schema:
            return f"Literal[{', '.join(json.dumps(each) for each in schema['enum'])}]"
        if "anyOf" in schema:
            return " | ".join(dict.fromkeys(self.type_of(each, name) for each in schema["anyOf"]))
        kinds = schema.get("type", "object")
        if isinstance(kinds, list):
            return " | ".join(self.type_of({**schema, "type": kind}, name) for kind in kinds)
        if kinds == "array":
            return f"list[{self.type_of(schema.get('items', {}), name.removesuffix('s'))}]"
        if kinds == "object":
            return self.structure(schema, name)
        return PLAIN[kinds]

    def structure(self, schema, name):
        fields = schema.get("properties")
        if not fields:
            values = schema.get("additionalProperties")
            inner = self.type_of(values, name) if isinstance(values, dict) and values else "Any"
            return f"dict[str, {inner}]"
        typed = {field: self.type_of(each, name + capital(field)) for field, each in fields.items()}
        shape = tuple(typed.items())
        if "Estimate" not in self.written and {"value", "low", "high", "method"} <= typed.keys():
            name = "Estimate"
        for known, (other, _) in self.written.items():
            if other == shape:
                return known
        self.written[name] = (shape, {field: each.get("description", "") for field, each in fields.items()})
        return name

    def text(self):
        return HEAD + "".join(definition(name, shape, meanings)
                              for name, (shape, meanings) in self.written.items())


def definition(name, shape, meanings):
    """A class; where a field is a word of Python's, the same by a call."""
    if any(keyword.iskeyword(field) for field, _ in shape):
        lines = [f'    "{field}": {kind},' for field, kind in shape]
        head, end = f'{name} = TypedDict("{name}", {{', "})\n"
    else:
        lines = [f"    {field}: {kind}" for field, kind in shape]
        head, end = f"class {name}(TypedDict):", ""
    told = [line + (f"  # {meanings[field]}" if meanings[field] else "")
            for line, (field, _) in zip(lines, shape)]
    return "\n\n" + "\n".join([head, *told]) + "\n" + end


def module():
    made = Module()
    ending = ".schema.json"
    names = sorted(file.name.removesuffix(ending) for file in (ROOT / "docs").glob("*" + ending))
    for name in names:
        schema = json.loads((ROOT / "docs" / (name + ending)).read_text(encoding="utf-8"))
        made.type_of(schema, capital(name))
    return made.text()


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(TARGET.read_text(encoding="utf-8") != module())
    TARGET.write_text(module(), encoding="utf-8")
