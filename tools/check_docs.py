"""Holds the documentation to the program: check_docs.py ASSAY.

Relative links lead somewhere; fenced `console` blocks run as shown (lines that start with "$ ", in one
scratch folder a page, with assay and tools/ at hand, and there the `toml` blocks whose first line names
their file); the published schemas and the reference page are what the program prints; a real document
fits its schema.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
SCHEMAS = {"study": "study.schema.json", "profile": "profile.schema.json", "check": "check.schema.json",
           "drift": "drift.schema.json", "labels": "labels.schema.json",
           "study-diff": "study-diff.schema.json", "evaluation": "evaluation.schema.json",
           "evaluation-multiclass": "evaluation-multiclass.schema.json",
           "evaluation-regression": "evaluation-regression.schema.json",
           "claim-check": "claim-check.schema.json", "contract-check": "contract-check.schema.json",
           "contract-diff": "contract-diff.schema.json", "data-diff": "data-diff.schema.json",
           "sample": "sample.schema.json", "card": "card.schema.json"}


def pages():
    listed = subprocess.run(["git", "ls-files", "*.md"], cwd=ROOT, capture_output=True, text=True)
    return [ROOT / name for name in listed.stdout.split()]


def broken_links(page):
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.S)
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text):
        if "://" not in target and not (page.parent / target).exists():
            yield f"{page.relative_to(ROOT)}: no file {target}"


def failing_commands(page, assay):
    """Runs the page's console blocks in one scratch folder; commands keep their `$ `."""
    text = page.read_text(encoding="utf-8")
    blocks = re.findall(r"```console\n(.*?)```", text, flags=re.S)
    files = re.findall(r"```toml\n(# (\S+\.toml)\n.*?)```", text, flags=re.S)
    commands = [line[2:] for block in blocks for line in block.splitlines() if line.startswith("$ ")]
    if not commands:
        return
    with tempfile.TemporaryDirectory() as folder:
        scratch = pathlib.Path(folder)
        (scratch / "tools").symlink_to(ROOT / "tools")
        (scratch / "examples").symlink_to(ROOT / "examples")
        (scratch / "build").mkdir()
        (scratch / "build/assay").symlink_to(assay)
        for content, name in files:
            (scratch / name).write_text(content, encoding="utf-8")
        path = f"{assay.parent}{os.pathsep}{os.environ['PATH']}"
        for command in commands:
            done = subprocess.run(command, shell=True, cwd=folder, capture_output=True, text=True,
                                  env={**os.environ, "PATH": path}, timeout=300)
            if done.returncode != 0:
                yield f"{page.relative_to(ROOT)}: `{command}` fails: {done.stderr.strip()[:400]}"


def stale(assay):
    for name, file in SCHEMAS.items():
        printed = subprocess.run([assay, "schema", name], capture_output=True, text=True).stdout
        published = ROOT / "docs" / file
        if not published.exists() or published.read_text(encoding="utf-8") != printed:
            yield f"docs/{file} is not what the program prints: assay schema {name} > docs/{file}"


def misfits(value, schema, where="document"):
    """What a value has against a schema, for the few words that our schemas use."""
    if "anyOf" in schema:
        if all(list(misfits(value, option, where)) for option in schema["anyOf"]):
            yield f"{where}: fits none of its forms"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{where}: {value!r} is not one of {schema['enum']}"
    kinds = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None),
             "integer": int, "number": (int, float)}
    named = schema.get("type")
    allowed = [named] if isinstance(named, str) else named or []
    if allowed and not any(isinstance(value, kinds[each]) for each in allowed):
        yield f"{where}: {type(value).__name__}, expected {' or '.join(allowed)}"
        return
    if isinstance(value, dict):
        inner = schema.get("properties", {})
        for key in schema.get("required", []):
            if key not in value:
                yield f"{where}: lacks {key}"
        for key, each in value.items():
            extra = schema.get("additionalProperties", True)
            if key in inner:
                yield from misfits(each, inner[key], f"{where}.{key}")
            elif extra is False:
                yield f"{where}: {key} is not in the schema"
            elif isinstance(extra, dict):
                yield from misfits(each, extra, f"{where}.{key}")
    if isinstance(value, list):
        for at, each in enumerate(value):
            yield from misfits(each, schema.get("items", {}), f"{where}[{at}]")


def unfit_documents(assay):
    with tempfile.TemporaryDirectory() as folder:
        table = ["python3", str(ROOT / "tools/make_table.py"), "600", "visits.csv"]
        subprocess.run(table, cwd=folder, check=True)
        labels = ["python3", str(ROOT / "tools/make_labels.py"), "600", "pets.csv"]
        subprocess.run(labels, cwd=folder, check=True)
        calls = {"study": ["study", "--data", "visits.csv", "--target", "bought", "--quick",
                           "--no-record", "--id", "visit", "--json"],
                 "profile": ["data", "profile", "visits.csv", "--json"],
                 "check": ["data", "check", "visits.csv", "--target", "bought", "--json"],
                 "labels": ["data", "labels", "pets.csv", "--label", "y", "--probs",
                            "p_cat,p_dog,p_fox", "--json"],
                 "drift": ["data", "drift", "visits.csv", "--against", "visits.csv", "--as", "ks",
                           "--json"],
                 "evaluation": ["evaluate", "visits.csv", "--label", "bought", "--score", "visits / 40.0",
                                "--id", "visit", "--against", "member", "--entity", "day", "--groups", "shop",
                                "--papers-cost", "0.1", "--papers-catch", "0.5", "--no-record", "--json"],
                 "claim-check": ["evaluate", "claim", "auc >= 0.5", "visits.csv", "--label", "bought",
                                 "--score", "visits", "--id", "visit", "--no-record", "--json"],
                 "contract-check": ["data", "contract", "check", "visits.csv", "--json"],
                 "card": ["data", "card", "visits.csv", "--card", "card.toml", "--fail-on", "never",
                          "--json"],
                 "sample": ["data", "sample", "visits.csv", "--rows", "60", "--by", "shop", "--target",
                            "bought", "--json"],
                 "data-diff": ["data", "diff", "visits.csv", "other.csv", "--key", "visit", "--json"],
                 "contract-diff": ["data", "contract", "diff", "contract.toml", "contract.toml", "--json"]}
        other = ["python3", str(ROOT / "tools/make_table.py"), "650", "other.csv", "--seed", "2"]
        subprocess.run(other, cwd=folder, check=True)
        for draft in (["contract", "draft"], ["card"]):
            subprocess.run([assay, "data", *draft, "visits.csv", "--quiet"], cwd=folder, check=True,
                           capture_output=True)
        for name, arguments in calls.items():
            done = subprocess.run([assay, *arguments], cwd=folder, capture_output=True, text=True)
            schema = json.loads((ROOT / "docs" / SCHEMAS[name]).read_text(encoding="utf-8"))
            if done.returncode != 0:
                yield f"assay {' '.join(arguments)} fails: {done.stderr[:300]}"
            else:
                yield from misfits(json.loads(done.stdout), schema, name)


def main():
    assay = pathlib.Path(sys.argv[1]).resolve()
    problems = list(stale(assay))
    for page in pages():
        problems += broken_links(page)
        problems += failing_commands(page, assay)
    if not problems:
        problems += unfit_documents(assay)
    print("\n".join(problems) or f"documentation: {len(pages())} pages hold")
    sys.exit(bool(problems))


if __name__ == "__main__":
    main()
