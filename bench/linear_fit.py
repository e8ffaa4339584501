"""One logistic regression against scikit-learn's, scaling included; scores are compared."""

import numpy as np
import sklearn
from sklearn.linear_model import LogisticRegression

import peers
import table

ROWS, COLUMNS = 50_000, 20


def scaled(columns):
    """By mean and deviation within the middle 98 %, so that a few sentinels do not set the scale."""
    cut = ROWS // 100
    parted = np.partition(columns, [cut, ROWS - cut - 1], axis=1)
    held = np.clip(columns, parted[:, [cut]], parted[:, [ROWS - cut - 1]])
    off = columns - held.mean(axis=1, keepdims=True)
    off /= held.std(axis=1, keepdims=True)
    return np.ascontiguousarray(np.clip(off, -8, 8, out=off).T)


def measure(build):
    random = np.random.default_rng(0)
    columns = random.normal(5, 3, size=(COLUMNS, ROWS))
    odds = (columns[0] - columns[1]) / 3 - 1
    labels = (random.random(ROWS) < 1 / (1 + np.exp(-odds))).astype(np.uint8)
    # The same library, LIBLINEAR, with the options of src/model/liblinear.cpp.
    model = LogisticRegression(solver="liblinear", C=1, tol=0.01)

    ours, theirs, scores = peers.fit(
        build, 15, [ROWS, COLUMNS, 0, 2], {"columns": columns, "labels": labels},
        lambda: model.fit(scaled(columns), labels))
    peers.same("linear fit", scores, model.decision_function(scaled(columns)), atol=0.005)
    yield table.share(
        f"linear fit, {ROWS:,} x {COLUMNS}, one thread", ours,
        f"scikit-learn {sklearn.__version__} (LIBLINEAR), equal scores", theirs, 1.05)


if __name__ == "__main__":
    table.run(__doc__, measure)
