"""One boosted fit against xgboost in Python, with the same rows and parameters; equal scores."""

import numpy as np
import xgboost

import peers
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

    ours, theirs, scores = peers.fit(
        build, 7, [ROWS, COLUMNS, ROUNDS, THREADS],
        {"columns": np.ascontiguousarray(cells.T), "labels": labels}, peer)
    peers.same("boosted fit", scores,
               booster.predict(xgboost.DMatrix(cells), output_margin=True), atol=1e-5)
    yield table.share(
        f"boosted fit, {ROWS:,} x {COLUMNS}, {ROUNDS} rounds, {THREADS} threads", ours,
        f"xgboost {xgboost.__version__} in Python, equal scores", theirs, 1.05)


if __name__ == "__main__":
    table.run(__doc__, measure)
