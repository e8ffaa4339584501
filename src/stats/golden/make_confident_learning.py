"""Confident learning by cleanlab: thresholds, joint, suspects and their rank on made tables.

NumPy's default sort leaves the order of equal values open, and with it which of two rows with equal
margins is suspected. Here every sort is asked to be stable, so that rows keep their order.
"""

import functools

import numpy as np

stable = functools.partial(np.argsort, kind="stable")
np.argsort = stable

from cleanlab.count import compute_confident_joint, get_confident_thresholds  # noqa: E402
from cleanlab.filter import find_label_issues  # noqa: E402
from cleanlab.rank import get_normalized_margin_for_each_label  # noqa: E402

import golden  # noqa: E402


def made(random, rows, classes, noise, sharp, digits=None):
    """Labels with noise, and chances of a model that saw the clean ones through a haze."""
    clean = random.integers(0, classes, rows)
    given = np.where(random.random(rows) < noise, random.integers(0, classes, rows), clean)
    odds = random.normal(size=(rows, classes))
    odds[np.arange(rows), clean] += sharp
    chances = np.exp(odds) / np.exp(odds).sum(axis=1, keepdims=True)
    if digits is not None:
        chances = chances.round(digits)
        chances[:, -1] = 1 - chances[:, :-1].sum(axis=1)
        chances = np.abs(chances.round(digits))
    return given, chances


def case(name, labels, chances):
    labels, chances = np.asarray(labels), np.asarray(chances, dtype=float)
    return {
        "name": name, "labels": labels, "chances": chances.T,
        "thresholds": get_confident_thresholds(labels, chances),
        "counts": compute_confident_joint(labels, chances, calibrate=False),
        "joint": compute_confident_joint(labels, chances),
        "margin": get_normalized_margin_for_each_label(labels, chances),
        "ranked": find_label_issues(labels, chances, n_jobs=1,
                                    return_indices_ranked_by="normalized_margin"),
    }


def unconfident():
    """Class 2 is given to rows, but in each of them another class is as confident and likelier."""
    labels = [0] * 12 + [1] * 12 + [2] * 6
    chances = [[0.8, 0.1, 0.1]] * 9 + [[0.2, 0.7, 0.1]] * 3
    chances += [[0.1, 0.8, 0.1]] * 10 + [[0.7, 0.2, 0.1]] * 2
    chances += [[0.72, 0.08, 0.2]] * 3 + [[0.08, 0.72, 0.2]] * 3
    return case("a class that no row is confident in", labels, chances)


def tables():
    random = np.random.default_rng(11)
    yield case("two classes", *made(random, 120, 2, 0.16, 2.0))
    yield case("two classes, weak model", *made(random, 90, 2, 0.3, 0.7))
    yield case("three classes", *made(random, 150, 3, 0.15, 2.5))
    yield case("five classes, weak model", *made(random, 150, 5, 0.3, 1.0))
    yield case("ten classes", *made(random, 300, 10, 0.12, 3.0))
    yield case("ten classes, few rows", *made(random, 40, 10, 0.2, 2.0))
    yield case("equal margins", *made(random, 200, 3, 0.25, 2.0, digits=1))
    yield unconfident()
    labels, chances = made(random, 80, 4, 0.2, 2.0)
    labels[labels == 3] = 0
    yield case("a class that no row is given", labels, chances)
    labels, chances = made(random, 60, 3, 0.2, 2.0)
    labels = np.where(labels == 2, 1, labels)
    labels[7] = 2
    yield case("a class of one row", labels, chances)
    for at in range(36):
        classes = int(random.integers(2, 7))
        yield case(f"random {at}", *made(random, int(random.integers(15, 70)), classes,
                                         random.random() / 2, 3 * random.random()))


golden.write("confident_learning", tables=list(tables()))
