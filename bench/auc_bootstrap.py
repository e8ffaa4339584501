"""Bootstrap interval of an AUC against a loop over scikit-learn's roc_auc_score."""

import pathlib
import tempfile

import numpy as np
import sklearn
from sklearn.metrics import roc_auc_score

import table

ROWS, REPLICATES, TIMED = 100_000, 1_000, 20


def measure(build):
    random = np.random.default_rng(0)
    labels = (random.random(ROWS) < 0.2).astype(np.uint8)
    scores = random.normal(size=ROWS) + labels

    areas, intervals = [], []

    def peer():
        for _ in range(TIMED):
            drawn = random.integers(0, ROWS, ROWS)
            areas.append(roc_auc_score(labels[drawn], scores[drawn]))

    with tempfile.TemporaryDirectory() as folder:
        scores.tofile(pathlib.Path(folder, "scores"))
        labels.tofile(pathlib.Path(folder, "labels"))
        command = [build / "stats_bench", "auc", folder, ROWS, REPLICATES]

        def own():
            intervals.append(table.printed(*command))
            return intervals[-1]["seconds"]

        ours, theirs = table.interleaved(5, own, lambda: table.seconds(peer))
    width = intervals[-1]["high"] - intervals[-1]["low"]
    if not 0.8 < width / (2 * 1.645 * np.std(areas)) < 1.25:
        raise SystemExit("auc_bootstrap: the interval is not as wide as scikit-learn's")
    theirs *= REPLICATES / TIMED
    yield table.faster(
        f"AUC interval, {ROWS:,} rows, {REPLICATES:,} replicates", ours,
        f"loop over roc_auc_score, scikit-learn {sklearn.__version__} ({TIMED} replicates, scaled)",
        theirs, 200)


if __name__ == "__main__":
    table.run(__doc__, measure)
