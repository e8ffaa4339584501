"""What scikit-learn and statsmodels say of predictions: metrics, the cluster-robust interval of the
value and of a paired difference, and McNemar's test.

Needs what src/stats/golden/requirements.txt pins; writes evaluation.json beside itself.
"""

import json
import pathlib

import numpy as np
import statsmodels.api as sm
from scipy.stats import binom
from sklearn.metrics import (average_precision_score, brier_score_loss, confusion_matrix, log_loss,
                             precision_score, recall_score, roc_auc_score)
from statsmodels.stats.contingency_tables import mcnemar

HIT, FALSE_ALARM, CUT = 3.0, -1.0, 0.25


def mean_with_interval(values, weights, cluster):
    """Weighted mean with a cluster-robust t interval on clusters - 1 degrees of freedom."""
    root = np.sqrt(weights)
    fit = sm.OLS(values * root, root).fit()
    robust = fit.get_robustcov_results("cluster", groups=cluster, use_correction=True,
                                       df_correction=True)
    low, high = robust.conf_int(alpha=0.1)[0]
    return {"value": robust.params[0], "low": low, "high": high}


def mid_p(first, second):
    exact = mcnemar([[0, first], [second, 0]], exact=True).pvalue
    fewer, both = min(first, second), first + second
    return 1 - binom.pmf(fewer, both, 0.5) / 2 if first == second else \
        exact - binom.pmf(fewer, both, 0.5)


def case(seed, rows, clusters, weighted):
    random = np.random.default_rng(seed)
    cluster = random.integers(0, clusters, rows)
    shared = random.normal(0, 0.7, clusters)[cluster]
    logit = random.normal(-1, 1.2, rows)
    label = (random.random(rows) < 1 / (1 + np.exp(-(logit + shared)))).astype(int)
    score = np.round(1 / (1 + np.exp(-logit)), 3)
    other = np.round(1 / (1 + np.exp(-(logit + random.normal(0, 1, rows)))), 3)
    weight = np.round(random.uniform(0.2, 3, rows), 3) if weighted else np.ones(rows)
    gain = np.where(label == 1, HIT, FALSE_ALARM)
    act, act_other = (score >= CUT).astype(int), (other >= CUT).astype(int)
    right, right_other = act == label, act_other == label
    only_first = int(np.sum(right & ~right_other))
    only_second = int(np.sum(right_other & ~right))
    tn, fp, fn, tp = confusion_matrix(label, act, sample_weight=weight * rows / weight.sum()).ravel()
    return {
        "cluster": cluster.tolist(), "label": label.tolist(), "score": score.tolist(),
        "other": other.tolist(), "weight": weight.tolist() if weighted else [],
        "auc": roc_auc_score(label, score, sample_weight=weight),
        "average_precision": average_precision_score(label, score, sample_weight=weight),
        "brier": brier_score_loss(label, score, sample_weight=weight),
        "log_loss": log_loss(label, score, sample_weight=weight),
        "precision": precision_score(label, act, sample_weight=weight),
        "recall": recall_score(label, act, sample_weight=weight),
        "confusion": [tp, fp, fn, tn],
        "value": mean_with_interval(act * gain, weight, cluster),
        "difference": mean_with_interval((act - act_other) * gain, weight, cluster),
        "only_first_right": only_first, "only_second_right": only_second,
        "exact_p": mcnemar([[0, only_first], [only_second, 0]], exact=True).pvalue,
        "mid_p": mid_p(only_first, only_second),
    }


cases = [case(1, 300, 60, False), case(2, 400, 50, True)]
text = "[\n" + ",\n".join(json.dumps(each, allow_nan=False, default=float) for each in cases) + "\n]\n"
pathlib.Path(__file__).with_name("evaluation.json").write_text(text)
