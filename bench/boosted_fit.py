"""One boosted fit against xgboost in Python, with the same rows and parameters; equal scores."""

import pathlib
import tempfile

import numpy as np
import xgboost

import table

ROWS, COLUMNS, ROUNDS, THREADS = 50_000, 20, 100, 2
# Those of src/model/boosted.cpp for tables of this size.
PARAMETERS = {"objective": "binary:logistic", "tree_method": "hist", "eta": 0.1, "max_depth": 6,
              "min_child_weight": 5, "lambda": 1, "subsample": 0.8, "colsample_bytree": 0.8,
              "max_bin": 256, "seed": 0, "nthread": THREADS, "verbosity": 0}


def measure(build):
    random = np.random.default_rng(0)
    cells = random.normal(size=(ROWS, COLUMNS))
    odds = cells[:, 0] + cells[:, 1] * cells[:, 2] - 1
    labels = (random.random(ROWS) < 1 / (1 + np.exp(-odds))).astype(np.uint8)
    booster = None

    def peer():
        nonlocal booster
        matrix = xgboost.DMatrix(cells, labels, nthread=THREADS)
        booster = xgboost.train(PARAMETERS, matrix, ROUNDS)

    with tempfile.TemporaryDirectory() as folder:
        np.ascontiguousarray(cells.T).tofile(pathlib.Path(folder, "columns"))
        labels.tofile(pathlib.Path(folder, "labels"))
        own = [build / "model_bench", folder, ROWS, COLUMNS, ROUNDS, THREADS]
        ours, theirs = table.interleaved(
            7, lambda: table.printed(*own)["seconds"], lambda: table.seconds(peer))
        scores = np.fromfile(pathlib.Path(folder, "scores"))
    same = np.allclose(scores, booster.predict(xgboost.DMatrix(cells), output_margin=True),
                       atol=1e-5)
    if not same:
        raise SystemExit("boosted_fit: the two models score differently")
    yield table.share(
        f"boosted fit, {ROWS:,} x {COLUMNS}, {ROUNDS} rounds, {THREADS} threads", ours,
        f"xgboost {xgboost.__version__} in Python, equal scores", theirs, 1.05)


if __name__ == "__main__":
    table.run(__doc__, measure)
