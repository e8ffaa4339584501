"""What scikit-learn, statsmodels and NumPy say of predictions of several classes and of numbers.

Needs what src/stats/golden/requirements.txt pins; writes classes.json and numbers.json beside itself.
"""

import json
import pathlib

import numpy as np
import statsmodels.api as sm
from scipy import optimize, stats
from sklearn.metrics import (accuracy_score, brier_score_loss, confusion_matrix, log_loss,
                             mean_absolute_error, mean_pinball_loss, mean_squared_error,
                             median_absolute_error, precision_recall_fscore_support, r2_score,
                             roc_auc_score, root_mean_squared_error)
from sklearn.model_selection import LeaveOneGroupOut
from sklearn.preprocessing import label_binarize
from statsmodels.stats.contingency_tables import SquareTable, mcnemar

MONEY = np.array([[3.0, -1.0, -2.0], [-1.0, 2.0, -1.5], [-4.0, -0.5, 5.0]])
UNDER, OVER, TOLERANCE = 3.0, 1.0, 0.5


def robust(values, weights, cluster):
    """Weighted mean with a cluster-robust t interval on clusters - 1 degrees of freedom."""
    root = np.sqrt(weights)
    fit = sm.OLS(values * root, root).fit()
    found = fit.get_robustcov_results("cluster", groups=cluster, use_correction=True,
                                      df_correction=True)
    low, high = found.conf_int(alpha=0.1)[0]
    return {"value": found.params[0], "low": low, "high": high}


def classes_case(seed, rows, clusters, weighted):
    random = np.random.default_rng(seed)
    cluster = random.integers(0, clusters, rows)
    utility = random.normal(0, 1, (rows, 3)) + np.array([0.4, 0.0, -0.7])
    chance = np.exp(utility) / np.exp(utility).sum(axis=1, keepdims=True)
    label = np.array([random.choice(3, p=each) for each in chance])
    probs = np.round(chance, 4)
    probs[:, 2] = np.round(1 - probs[:, 0] - probs[:, 1], 4)
    decided = probs.argmax(axis=1)
    noisy = chance * np.exp(random.normal(0, 0.8, (rows, 3)))
    other = noisy.argmax(axis=1)
    weight = np.round(random.uniform(0.2, 3, rows), 3) if weighted else np.ones(rows)
    precision, recall, f1, _ = precision_recall_fscore_support(label, decided, sample_weight=weight)
    macro = precision_recall_fscore_support(label, decided, average="macro", sample_weight=weight)
    micro = precision_recall_fscore_support(label, decided, average="micro", sample_weight=weight)
    binary = label_binarize(label, classes=[0, 1, 2])
    right, right_other = decided == label, other == label
    first, second = int(np.sum(right & ~right_other)), int(np.sum(right_other & ~right))
    pairs = np.zeros((3, 3))
    np.add.at(pairs, (decided, other), 1)
    homogeneity = SquareTable(pairs, shift_zeros=False).homogeneity(method="stuart_maxwell")
    return {
        "label": label.tolist(), "probs": probs.T.tolist(), "other": other.tolist(),
        "cluster": cluster.tolist(), "weight": weight.tolist() if weighted else [],
        "money": MONEY.ravel().tolist(),
        "accuracy": accuracy_score(label, decided, sample_weight=weight),
        "precision": precision.tolist(), "recall": recall.tolist(), "f1": f1.tolist(),
        "macro": list(macro[:3]), "micro": list(micro[:3]),
        "auc": [roc_auc_score(binary[:, k], probs[:, k], sample_weight=weight) for k in range(3)],
        "macro_auc": roc_auc_score(label, probs, multi_class="ovr", average="macro",
                                   sample_weight=weight),
        "log_loss": log_loss(label, probs, sample_weight=weight),
        "brier": brier_score_loss(label, probs, sample_weight=weight),
        "confusion": (confusion_matrix(label, decided, sample_weight=weight) * rows /
                      weight.sum()).ravel().tolist(),
        "shares": confusion_matrix(label, decided, sample_weight=weight,
                                   normalize="true").ravel().tolist(),
        "value": robust(MONEY[label, decided], weight, cluster),
        "by_costs": robust(MONEY[label, (probs @ MONEY).argmax(axis=1)], weight, cluster),
        "difference": robust(right.astype(float) - right_other, weight, cluster),
        "only_first_right": first, "only_second_right": second,
        "exact_p": mcnemar([[0, first], [second, 0]], exact=True).pvalue,
        "homogeneity": [homogeneity.statistic, homogeneity.df, homogeneity.pvalue],
    }


def skewed_ratio(label, predicted, reference, weight, cluster):
    """Ends of the 90 % range of an error by that of a reference (or alone): scikit-learn without each cluster,
    SciPy's skewness, kurtosis and t; Hall's (1992) cubic is inverted by a root finder."""
    def error(rows, by):
        return mean_squared_error(label[rows], by[rows], sample_weight=weight[rows])

    def ratio(rows):
        return error(rows, predicted) / (1 if reference is None else error(rows, reference))

    left = [rows for rows, _ in LeaveOneGroupOut().split(label, label, cluster)]
    values = -np.log([ratio(rows) for rows in left])
    count = len(values)
    spread = np.sqrt((count - 1) * np.var(values))
    skewness = stats.skew(values) / np.sqrt(count)
    degrees = min(count - 1, 2 * count / (stats.kurtosis(values, fisher=False) - 1))

    def statistic(z):
        symmetric = lambda x: x + skewness * x**2 / 3 + skewness**2 * x**3 / 27 + skewness / 6 - z
        return optimize.brentq(symmetric, -100, 100, xtol=1e-14)

    whole = ratio(np.arange(len(label)))
    return np.array([whole * np.exp(-spread * statistic(stats.t.ppf(level, degrees))) for level in (0.95, 0.05)])


def numbers_case(seed, rows, clusters, weighted):
    random = np.random.default_rng(seed)
    cluster = random.integers(0, clusters, rows)
    signal = random.gamma(2, 3, rows)
    label = np.round(signal + random.normal(0, 0.7, clusters)[cluster] + random.normal(0, 2, rows), 3)
    predicted = np.round(signal, 3)
    other = np.round(signal + random.normal(0.3, 1.5, rows), 3)
    low, high = np.round(signal - 2.5, 3), np.round(signal + 2.5, 3)
    weight = np.round(random.uniform(0.2, 3, rows), 3) if weighted else np.ones(rows)
    error = predicted - label
    beyond = np.maximum(0, np.abs(error) - TOLERANCE) * np.where(error < 0, UNDER, OVER)
    middle = np.average(label, weights=weight)
    # The influence of each row on the root and on the share explained, as a mean of its own.
    def root_and_explained(predicted):
        error = predicted - label
        mse, spread = np.average(error**2, weights=weight), np.average((label - middle)**2, weights=weight)
        rmse, r2 = np.sqrt(mse), 1 - mse / spread
        return ((error**2 - mse) / (2 * rmse) + rmse,
                r2 - (error**2 - (1 - r2) * (label - middle)**2) / spread)

    first, second = root_and_explained(predicted), root_and_explained(other)
    mse_range = skewed_ratio(label, predicted, None, weight, cluster)
    unexplained = skewed_ratio(label, predicted, np.full(rows, middle), weight, cluster)
    weights = {"sample_weight": weight}
    return {
        "label": label.tolist(), "predicted": predicted.tolist(), "other": other.tolist(),
        "low": low.tolist(), "high": high.tolist(), "cluster": cluster.tolist(),
        "weight": weight.tolist() if weighted else [],
        "costs": [UNDER, OVER, TOLERANCE],
        "mae": mean_absolute_error(label, predicted, **weights),
        "rmse": root_mean_squared_error(label, predicted, **weights),
        "r2": r2_score(label, predicted, **weights),
        "median": median_absolute_error(label, predicted, **weights),
        "bias": np.average(error, weights=weight),
        "pinball": [mean_pinball_loss(label, low, alpha=0.1, **weights),
                    mean_pinball_loss(label, high, alpha=0.9, **weights)],
        "inside": np.average((low <= label) & (label <= high), weights=weight),
        "mae_range": robust(np.abs(error), weight, cluster),
        "rmse_range": np.sqrt(mse_range).tolist(), "r2_range": (1 - unexplained[::-1]).tolist(),
        "rmse_difference": robust(first[0] - second[0], weight, cluster),
        "r2_difference": robust(first[1] - second[1], weight, cluster),
        "cost": robust(beyond, weight, cluster),
        "difference": robust(np.abs(error) - np.abs(other - label), weight, cluster),
        "mse": mean_squared_error(label, predicted, **weights),
    }


def write(name, cases):
    text = "[\n" + ",\n".join(json.dumps(each, allow_nan=False, default=float) for each in cases) + "\n]\n"
    pathlib.Path(__file__).with_name(name).write_text(text)


write("classes.json", [classes_case(1, 240, 240, False), classes_case(2, 300, 60, True)])
write("numbers.json", [numbers_case(3, 241, 60, False), numbers_case(4, 300, 50, True)])
