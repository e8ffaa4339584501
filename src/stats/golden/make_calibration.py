"""Isotonic regression by scikit-learn, Platt's curve by SciPy, calibration errors by NumPy."""

import numpy as np
from scipy.optimize import root
from sklearn.isotonic import IsotonicRegression
from sklearn.metrics import brier_score_loss

import golden


def platt(scores, labels, weights):
    positives = weights[labels == 1].sum()
    negatives = weights[labels == 0].sum()
    target = np.where(labels == 1, (positives + 1) / (positives + 2), 1 / (negatives + 2))

    def gradient(curve):
        step = weights * (1 / (1 + np.exp(-curve[0] * scores - curve[1])) - target)
        return [np.sum(step * scores), np.sum(step)]

    found = root(gradient, [0.0, 0.0], tol=1e-14)
    return {"slope": found.x[0], "offset": found.x[1]}


def corp(probabilities, labels, weights):
    fitted = IsotonicRegression().fit_transform(probabilities, labels, sample_weight=weights)
    rate = np.full(len(labels), np.average(labels, weights=weights))
    score, recalibrated, climate = (brier_score_loss(labels, p, sample_weight=weights)
                                    for p in (probabilities, fitted, rate))
    return {"isotonic": fitted, "miscalibration": score - recalibrated,
            "discrimination": climate - recalibrated, "uncertainty": climate}


def equal_width_error(probabilities, labels, bins):
    """Bins (k/bins, (k+1)/bins], zero in the first."""
    edges = np.arange(1, bins) / bins
    at = np.searchsorted(edges, probabilities, side="left")
    gaps = [abs(np.sum((probabilities - labels)[at == k])) for k in range(bins)]
    return sum(gaps) / len(labels)


def equal_mass_error(probabilities, labels, bins):
    """Without ties: bins of rows by rank."""
    order = np.argsort(probabilities)
    parts = np.array_split(order, bins)
    return sum(abs(np.sum(probabilities[p] - labels[p])) for p in parts) / len(labels)


def case(seed, rows, digits):
    random = np.random.default_rng(seed)
    scores = np.round(random.normal(-0.5, 2, rows), digits)
    labels = (random.random(rows) < 1 / (1 + np.exp(-0.7 * scores + 0.4))).astype(int)
    probabilities = 1 / (1 + np.exp(-scores))
    weights = np.round(random.gamma(2.0, 1.0, rows), 3)
    ones = np.ones(rows)
    out = {"scores": scores, "labels": labels, "probabilities": probabilities, "weights": weights,
           "plain": corp(probabilities, labels, ones) | platt(scores, labels, ones),
           "weighted": corp(probabilities, labels, weights) | platt(scores, labels, weights),
           "equal_width_error": equal_width_error(probabilities, labels, 10)}
    if len(set(probabilities)) == rows:
        out["equal_mass_error"] = equal_mass_error(probabilities, labels, 10)
    return out


golden.write("calibration", cases=[case(1, 120, 6), case(2, 160, 0), case(3, 30, 4)])
