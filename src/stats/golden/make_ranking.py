"""Ranking metrics by scikit-learn; DeLong by an O(n^2) computation from the definition."""

import numpy as np
from scipy.stats import norm
from sklearn.metrics import (average_precision_score, brier_score_loss, log_loss,
                             precision_recall_curve, roc_auc_score, roc_curve)

import golden


def metrics(labels, scores, weights):
    precision, recall, _ = precision_recall_curve(labels, scores, sample_weight=weights)
    fpr, tpr, _ = roc_curve(labels, scores, sample_weight=weights, drop_intermediate=False)
    cuts_precision, cuts_recall = precision[:-1], recall[:-1]
    return {
        "auc": roc_auc_score(labels, scores, sample_weight=weights),
        "average_precision": average_precision_score(labels, scores, sample_weight=weights),
        "recall_at_precision_06": max([0.0, *cuts_recall[cuts_precision >= 0.6]]),
        "precision_at_recall_05": max(cuts_precision[cuts_recall >= 0.5]),
        "recall_at_fpr_01": max(tpr[fpr <= 0.1]),
        "brier": brier_score_loss(labels, scores, sample_weight=weights),
        "log_loss": log_loss(labels, scores, sample_weight=weights),
    }


def psi(labels, scores):
    above = scores[labels == 1][:, None] - scores[labels == 0][None, :]
    return (above > 0) + 0.5 * (above == 0)


def delong(labels, scores, confidence=0.9):
    pairs = psi(labels, scores)
    m, n = pairs.shape
    area = pairs.mean()
    variance = pairs.mean(1).var(ddof=1) / m + pairs.mean(0).var(ddof=1) / n
    z = norm.ppf(0.5 + confidence / 2)
    logit = np.log(area / (1 - area))
    reach = z * np.sqrt(variance) / (area * (1 - area))
    ends = 1 / (1 + np.exp(-np.array([logit - reach, logit + reach])))
    return {"area": area, "variance": variance, "low": ends[0], "high": ends[1]}


def delong_paired(labels, first, second, confidence=0.9):
    gap = psi(labels, first) - psi(labels, second)
    m, n = gap.shape
    sd = np.sqrt(gap.mean(1).var(ddof=1) / m + gap.mean(0).var(ddof=1) / n)
    z = norm.ppf(0.5 + confidence / 2)
    return {"difference": gap.mean(), "low": gap.mean() - z * sd, "high": gap.mean() + z * sd,
            "p": 2 * norm.sf(abs(gap.mean()) / sd)}


def case(seed, rows, rate, digits):
    random = np.random.default_rng(seed)
    labels = (random.random(rows) < rate).astype(int)
    signal = labels + random.normal(0, 1.2, rows)
    first = np.round(1 / (1 + np.exp(-signal)), digits)
    second = np.round(1 / (1 + np.exp(-(signal + random.normal(0, 1, rows)))), digits)
    weights = np.round(random.gamma(2.0, 1.0, rows), 3)
    return {"labels": labels, "scores": first, "second": second, "weights": weights,
            "plain": metrics(labels, first, None), "weighted": metrics(labels, first, weights),
            "delong": delong(labels, first), "paired": delong_paired(labels, first, second)}


golden.write("ranking", cases=[case(1, 150, 0.5, 6), case(2, 150, 0.15, 1), case(3, 200, 0.8, 2),
                               case(4, 12, 0.5, 3)])
