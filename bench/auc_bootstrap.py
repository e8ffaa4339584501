"""Bootstrap interval of an AUC against a loop over scikit-learn's roc_auc_score."""

import pathlib
import tempfile

import numpy as np
import sklearn
from sklearn.metrics import roc_auc_score

import table

ROWS, LARGE, REPLICATES, TIMED = 100_000, 1_000_000, 1_000, 20


def made(random, rows):
    labels = (random.random(rows) < 0.2).astype(np.uint8)
    return labels, random.normal(size=rows) + labels


def own(build, labels, scores):
    """What stats_bench prints: seconds, low and high."""
    with tempfile.TemporaryDirectory() as folder:
        scores.tofile(pathlib.Path(folder, "scores"))
        labels.tofile(pathlib.Path(folder, "labels"))
        return table.printed(build / "stats_bench", "auc", folder, len(scores), REPLICATES)


def measure(build):
    random = np.random.default_rng(0)
    labels, scores = made(random, ROWS)
    areas, intervals = [], []

    def ours():
        intervals.append(own(build, labels, scores))
        return intervals[-1]["seconds"]

    def theirs():
        for _ in range(TIMED):
            drawn = random.integers(0, ROWS, ROWS)
            areas.append(roc_auc_score(labels[drawn], scores[drawn]))

    taken, loop = table.interleaved(5, ours, lambda: table.seconds(theirs))
    width = intervals[-1]["high"] - intervals[-1]["low"]
    if not 0.8 < width / (2 * 1.645 * np.std(areas)) < 1.25:
        raise SystemExit("auc_bootstrap: the interval is not as wide as scikit-learn's")
    yield table.faster(
        f"AUC interval, {ROWS:,} rows, {REPLICATES:,} replicates", taken,
        f"loop over roc_auc_score, scikit-learn {sklearn.__version__} ({TIMED} replicates, scaled)",
        loop * REPLICATES / TIMED, 200)
    large = own(build, *made(random, LARGE))["seconds"]
    yield table.row(f"AUC interval, {LARGE:,} rows, {REPLICATES:,} replicates", large, bar="1 s",
                    met=large <= 1)


if __name__ == "__main__":
    table.run(__doc__, measure)
