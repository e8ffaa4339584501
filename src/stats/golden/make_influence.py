"""Influence of each row on scikit-learn's AUC and average precision: its weight times the
derivative by that weight, by a five-point difference."""

import numpy as np
from sklearn.metrics import average_precision_score, roc_auc_score

import golden

STEP = 1e-3


def influence(metric, labels, scores, weights):
    out = []
    for row in range(len(labels)):
        def at(change):
            moved = weights.copy()
            moved[row] += change
            return metric(labels, scores, sample_weight=moved)
        slope = (at(-2 * STEP) - 8 * at(-STEP) + 8 * at(STEP) - at(2 * STEP)) / (12 * STEP)
        out.append(weights[row] * slope)
    return out


def case(seed, rows, rate, digits, weighted):
    random = np.random.default_rng(seed)
    labels = (random.random(rows) < rate).astype(int)
    scores = np.round(1 / (1 + np.exp(-(labels + random.normal(0, 1.2, rows)))), digits)
    weights = np.round(random.gamma(2.0, 1.0, rows) + 0.1, 3) if weighted else np.ones(rows)
    return {"labels": labels, "scores": scores, "weights": weights,
            "auc": roc_auc_score(labels, scores, sample_weight=weights),
            "average_precision": average_precision_score(labels, scores, sample_weight=weights),
            "auc_rows": influence(roc_auc_score, labels, scores, weights),
            "average_precision_rows": influence(average_precision_score, labels, scores, weights)}


golden.write("influence", cases=[case(1, 60, 0.5, 6, False), case(2, 80, 0.2, 1, False),
                                 case(3, 60, 0.3, 2, True), case(4, 12, 0.5, 1, True)])
