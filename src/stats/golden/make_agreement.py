"""Alpha by krippendorff, kappa by scikit-learn, consensus (Dawid-Skene) by crowd-kit."""

import krippendorff
import numpy as np
import pandas as pd
from crowdkit.aggregation import DawidSkene
from sklearn.metrics import cohen_kappa_score

import golden


def made(random, items, annotators, classes, accuracy, answered):
    """Ratings as triples; an annotator is wrong in any other class alike."""
    rows = []
    for item in range(items):
        truth = random.integers(classes)
        for annotator in range(annotators):
            if random.random() < answered:
                right = random.random() < accuracy
                wrong = (truth + 1 + random.integers(classes - 1)) % classes
                rows.append((item, annotator, truth if right else wrong))
    return np.array(rows)


def matrix(ratings, items, annotators):
    out = np.full((annotators, items), np.nan)
    for item, annotator, label in ratings:
        out[annotator, item] = label
    return out


def alphas(ratings, items, annotators, classes):
    table = matrix(ratings, items, annotators)
    return {"ratings": ratings, "items": items, "annotators": annotators, "classes": classes,
            **{level: krippendorff.alpha(table, value_domain=list(range(classes)),
                                         level_of_measurement=level)
               for level in ("nominal", "ordinal", "interval")}}


def kappa(random, items, classes, accuracy):
    ratings = made(random, items, 2, classes, accuracy, 1.0)
    table = matrix(ratings, items, 2)
    return {"ratings": ratings, "items": items, "classes": classes,
            "kappa": cohen_kappa_score(table[0], table[1])}


def consensus(random, items, annotators, classes, accuracy, answered, rounds):
    """crowd-kit's chances after so many rounds; its stopping rule is kept from stopping it."""
    ratings = made(random, items, annotators, classes, accuracy, answered)
    frame = pd.DataFrame(ratings, columns=["task", "worker", "label"])
    fitted = DawidSkene(n_iter=rounds, tol=-np.inf).fit(frame)
    order = list(range(classes))
    cells = pd.MultiIndex.from_product([range(annotators), order])
    errors = fitted.errors_[order].reindex(cells).fillna(0).to_numpy()
    confusion = errors.reshape(annotators, classes, classes).transpose(0, 2, 1)
    return {"ratings": ratings, "items": items, "annotators": annotators, "classes": classes,
            "rounds": rounds, "tasks": fitted.probas_.index.to_numpy(),
            "chances": fitted.probas_[order].to_numpy(),
            "priors": fitted.priors_[order].to_numpy(), "confusion": confusion.reshape(annotators, -1)}


random = np.random.default_rng(5)
golden.write(
    "agreement",
    alpha=[alphas(made(random, *shape), *shape[:3])
           for shape in [(20, 3, 2, 0.8, 1.0), (30, 4, 4, 0.7, 0.7), (60, 5, 5, 0.5, 0.5)]],
    kappa=[kappa(random, *shape) for shape in [(40, 2, 0.8), (80, 4, 0.7), (30, 3, 0.5)]],
    consensus=[consensus(random, *shape)
               for shape in [(40, 4, 2, 0.8, 1.0, 5), (60, 5, 3, 0.7, 1.0, 20),
                             (80, 6, 4, 0.75, 0.7, 40)]],
)
