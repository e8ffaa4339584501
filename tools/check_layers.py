"""Fails on any include that tools/layers.txt does not allow, and on files over 400 lines."""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src"
OWN_HEADERS = {"base", "stats"}  # one header for each concept
OPEN_HEADERS = {"study/document.hpp", "study/evaluation.hpp", "study/own_evaluation.hpp",
                "study/product.hpp",
                "validate/evaluation.hpp", "validate/multiclass.hpp", "validate/regression.hpp",
                "data/card.hpp", "data/comparison.hpp", "data/contract.hpp", "data/inspection.hpp",
                "data/labelling.hpp", "data/sample.hpp", "data/snapshot.hpp",
                "data/summary.hpp"}
LONGEST = 400


def read_edges():
    """Module -> modules, and third-party prefix -> modules."""
    modules = {path.name for path in SOURCE.iterdir() if path.is_dir()}
    edges, third_party = {"base": set()}, {}
    for line in (ROOT / "tools/layers.txt").read_text().splitlines():
        if ":" not in line or line.startswith("#"):
            continue
        name, allowed = line.split(":", 1)
        (edges if name in modules else third_party)[name] = set(allowed.split())
    missing = modules - set(edges)
    if missing:
        raise SystemExit(f"tools/layers.txt does not know {sorted(missing)}")
    return edges, third_party


def wrong_includes(path, edges, third_party):
    module = path.relative_to(SOURCE).parts[0]
    for number, line in enumerate(path.read_text().splitlines(), 1):
        found = re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line)
        if not found:
            continue
        target = found[2]
        where = f"{path.relative_to(ROOT)}:{number}"
        if found[1] == '"':
            other = target.split("/")[0]
            if other not in edges:
                yield f'{where}: "{target}" is no module of ours'
            elif other not in {module, "base"} and other not in edges[module]:
                yield f"{where}: {module} may not use {other}"
            elif other != module and other not in OWN_HEADERS and target not in OPEN_HEADERS:
                if target != f"{other}/{other}.hpp":
                    yield f"{where}: enter {other} by {other}/{other}.hpp, not {target}"
            continue
        for prefix, allowed in third_party.items():
            if target.startswith(prefix) and module not in allowed:
                yield f"{where}: <{target}> belongs into {', '.join(sorted(allowed))}"


def main():
    edges, third_party = read_edges()
    problems = []
    files = sorted(SOURCE.rglob("*.[ch]pp"))
    for path in files:
        problems += wrong_includes(path, edges, third_party)
        lines = len(path.read_text().splitlines())
        if lines > LONGEST:
            problems.append(f"{path.relative_to(ROOT)}: {lines} lines, at most {LONGEST}")
    print("\n".join(problems) or f"layers: {len(files)} files keep to tools/layers.txt")
    sys.exit(bool(problems))


if __name__ == "__main__":
    main()
