"""slice_line against the Python package sliceline, on one table; the scores are compared.

The table has the shape of a census extract: columns of 2 to 40 levels with uneven shares, some of
them correlated, and a 0/1 error that two planted slices make likelier.
"""

import importlib.metadata
import pathlib
import subprocess
import tempfile

import numpy as np
from sliceline.slicefinder import Slicefinder

import table

ROWS, COLUMNS, DEPTH = 30_000, 14, 3
WIDE = 50_000, 30, 2  # rows, columns, levels
LEVELS = [8, 9, 10, 16, 16, 7, 15, 6, 5, 2, 10, 10, 10, 40]


def made(rows, columns, seed):
    random = np.random.default_rng(seed)
    levels = [LEVELS[at % len(LEVELS)] for at in range(columns)]
    hidden = random.random(rows)
    codes = np.empty((rows, columns), dtype=np.int64)
    for at, count in enumerate(levels):
        shares = 1.0 / np.arange(1, count + 1) ** random.uniform(0.2, 1.2)
        edges = np.cumsum(shares / shares.sum())
        own = random.random(rows)
        codes[:, at] = np.searchsorted(edges, np.where(random.random(rows) < 0.3, hidden, own))
    codes = np.minimum(codes, np.array(levels) - 1)
    risk = np.full(rows, 0.12)
    risk[(codes[:, 0] == 1) & (codes[:, 1] == 2)] = 0.55
    risk[(codes[:, 2] == 0) & (codes[:, 3] == 0) & (codes[:, 4] == 1)] = 0.45
    return codes, (random.random(rows) < risk).astype(float)


def peer(codes, errors, depth):
    finder = Slicefinder(alpha=0.95, k=10, max_l=depth, min_sup=max(32, len(errors) // 100),
                         verbose=False)
    taken = table.seconds(lambda: finder.fit(codes + 1, errors))
    return taken, [s["slice_score"] for s in finder.top_slices_statistics_]


def assay(build, codes, errors, depth):
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder, "table.csv")
        names = [f"c{at}" for at in range(codes.shape[1])] + ["error"]
        np.savetxt(file, np.column_stack([codes, errors]), fmt="%g", delimiter=",",
                   header=",".join(names), comments="")
        lines = subprocess.run([build / "slice_line_bench", file, str(depth)], check=True, text=True,
                               stdout=subprocess.PIPE).stdout.splitlines()
    return float(lines[0]), [float(line.split()[0]) for line in lines[1:]]


def measure(build):
    codes, errors = made(ROWS, COLUMNS, 0)
    peer(codes[:500], errors[:500], 2)  # compiles the peer's kernels
    scores = {}

    def keep(name, result):
        scores[name] = sorted(result[1])[-10:]
        return result[0]

    ours, theirs = table.interleaved(1, lambda: keep("ours", assay(build, codes, errors, DEPTH)),
                                     lambda: keep("theirs", peer(codes, errors, DEPTH)))
    if not np.allclose(scores["ours"], scores["theirs"], atol=1e-6):
        raise SystemExit("slice_line: the top ten slices differ")
    version = importlib.metadata.version("sliceline")
    yield table.row(
        f"SliceLine, {ROWS:,} x {COLUMNS}, {DEPTH} levels", ours,
        f"sliceline {version} with numba, equal top ten", theirs, f"{theirs / ours:,.0f}x faster",
        "1 s", ours <= 1)
    rows, columns, depth = WIDE
    wide, _ = assay(build, *made(rows, columns, 0), depth)
    yield table.row(f"SliceLine, {rows:,} x {columns}, {depth} levels", wide, bar="0.5 s",
                    met=wide <= 0.5)


if __name__ == "__main__":
    table.run(__doc__.splitlines()[0], measure)
