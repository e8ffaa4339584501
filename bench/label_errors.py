"""Label errors by confident learning, ranked by margin, against cleanlab."""

import warnings

import numpy as np
from cleanlab import __version__ as version
from cleanlab.filter import find_label_issues

import peers
import table

ROWS, CLASSES, NOISE = 1_000_000, 10, 0.08


def made(random):
    """Labels with noise, and the chances of a model that saw the clean ones through a haze."""
    clean = random.integers(0, CLASSES, ROWS)
    noisy = random.random(ROWS) < NOISE
    given = np.where(noisy, random.integers(0, CLASSES, ROWS), clean)
    odds = random.normal(size=(ROWS, CLASSES))
    odds[np.arange(ROWS), clean] += 4
    chances = np.exp(odds)
    return given, chances / chances.sum(axis=1, keepdims=True)


def measure(build):
    labels, chances = made(np.random.default_rng(0))

    def peer():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return find_label_issues(labels, chances, return_indices_ranked_by="normalized_margin")

    columns = {"labels": labels.astype(np.int32), "chances": np.ascontiguousarray(chances.T)}
    command = ([build / "label_errors_bench"], [ROWS, CLASSES])
    ours, theirs, ranked = peers.timed(5, command, columns, peer, "ranked")
    peers.same("label errors", ranked, peer().astype(float))
    yield table.faster(f"label errors, {ROWS:,} rows x {CLASSES} classes", ours,
                       f"cleanlab {version}, equal rows in equal order", theirs, 2)


if __name__ == "__main__":
    table.run(__doc__, measure)
