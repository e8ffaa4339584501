"""Drift statistics by the peers that name them: Evidently, NannyML and SciPy.

TensorFlow Data Validation is not installed here (it brings TensorFlow along): its Jensen-Shannon
divergence of categories is written after its documentation, logarithm to base 2 and no square root.
PSI with bins at reference deciles, as scorecards have it, is NumPy's; an empty bin counts as 1e-4.
"""

import os

import numpy as np
import pandas as pd

os.environ |= {"DO_NOT_TRACK": "1", "NML_DISABLE_USAGE_LOGGING": "1"}  # of the peers

from evidently.legacy.calculations.stattests.jensenshannon import _jensenshannon
from evidently.legacy.calculations.stattests.kl_div import _kl_div
from evidently.legacy.calculations.stattests.psi import _psi
from evidently.legacy.calculations.stattests.wasserstein_distance_norm import (
    _wasserstein_distance_norm)
from evidently.legacy.calculations.stattests.z_stattest import (
    _z_stat_test, proportions_diff_z_stat_ind)
from evidently.legacy.core import ColumnType
from nannyml.chunk import SizeBasedChunker
from nannyml.drift.univariate import methods
from nannyml.performance_estimation.confidence_based import metrics
from nannyml.thresholds import ConstantThreshold
from scipy import stats
from scipy.spatial.distance import jensenshannon
from scipy.special import ndtr

import golden


def evidently(test, reference, current, kind):
    return float(test(reference, current, kind, 0.1)[0])


def nannyml(method, reference, current):
    made = method(chunker=SizeBasedChunker(len(reference)), threshold=ConstantThreshold())
    made._fit(reference)
    return float(made._calculate(current))


def decile_psi(reference, current):
    edges = np.unique(np.quantile(reference, np.arange(1, 10) / 10))
    edges = np.concatenate([[-np.inf], edges, [np.inf]])
    first, second = (np.histogram(each, edges)[0] / len(each) for each in (reference, current))
    first, second = (np.where(each == 0, 1e-4, each) for each in (first, second))
    return float(np.sum((first - second) * np.log(first / second)))


def numeric(reference, current):
    reference, current = pd.Series(reference, name="x"), pd.Series(current, name="x")
    kind = ColumnType.Numerical
    test = stats.ks_2samp(reference, current)
    return {
        "evidently-psi": evidently(_psi, reference, current, kind),
        "evidently-js": evidently(_jensenshannon, reference, current, kind),
        "evidently-kl": evidently(_kl_div, reference, current, kind),
        "evidently-wasserstein": evidently(_wasserstein_distance_norm, reference, current, kind),
        "decile-psi": decile_psi(reference, current),
        "ks": test.statistic, "ks p": test.pvalue,
        "nannyml-js": nannyml(methods.ContinuousJensenShannonDistance, reference, current),
        "nannyml-hellinger": nannyml(methods.ContinuousHellingerDistance, reference, current),
        "nannyml-ks": nannyml(methods.KolmogorovSmirnovStatistic, reference, current),
        "nannyml-wasserstein": nannyml(methods.WassersteinDistance, reference, current),
        "wasserstein": stats.wasserstein_distance(reference, current),
    }


def tfdv(reference, current):
    keys = sorted({*reference, *current})
    first, second = ((each.value_counts(normalize=True).reindex(keys).fillna(0)).to_numpy()
                     for each in (reference, current))
    return float(jensenshannon(first, second, base=2) ** 2)


def categorical(reference, current):
    reference, current = pd.Series(reference, name="x"), pd.Series(current, name="x")
    kind = ColumnType.Categorical
    table = pd.concat([reference.value_counts(), current.value_counts()], axis=1).fillna(0)
    test = stats.chi2_contingency(table)
    out = {
        "evidently-psi": evidently(_psi, reference, current, kind),
        "evidently-js": evidently(_jensenshannon, reference, current, kind),
        "evidently-kl": evidently(_kl_div, reference, current, kind),
        "chi2": nannyml(methods.Chi2Statistic, reference, current), "chi2 p": test.pvalue,
        "nannyml-js": nannyml(methods.CategoricalJensenShannonDistance, reference, current),
        "nannyml-hellinger": nannyml(methods.CategoricalHellingerDistance, reference, current),
        "nannyml-linf": nannyml(methods.LInfinityDistance, reference, current),
        "tfdv-jsd": tfdv(reference, current),
    }
    if len({*reference, *current}) == 2:
        first = min({*reference, *current})
        z = proportions_diff_z_stat_ind((reference != first) * 1, (current != first) * 1)
        out |= {"z": z, "z p": 2 * ndtr(-abs(z))}
        assert abs(out["z p"] - evidently(_z_stat_test, reference, current, kind)) < 1e-12
    return out


def waves():
    """Samples by formula, scale * sin(i) + shift, so that they need not be stored."""
    sizes = [(10_000, 5_000, 10, 10, 1), (10_000, 5_000, 10, 13, 0), (9_000, 800, 10, 8, -2),
             (12_000, 60, 1, 1, 0.5), (30_000, 20_000, 1, 1, 0.01)]
    for first, second, scale, current_scale, shift in sizes:
        reference = scale * np.sin(np.arange(first))
        current = current_scale * np.sin(np.arange(second)) + shift
        yield {"reference": [first, scale, 0], "current": [second, current_scale, shift],
               "gives": numeric(reference, current)}


def samples(random):
    made = [(random.normal(size=300), random.normal(0.5, 1, 200)),
            (random.lognormal(size=400).round(3), random.lognormal(0.3, 1.2, 150).round(3)),
            (random.integers(0, 12, 300), random.integers(2, 14, 250)),
            (random.integers(0, 60, 400), random.integers(5, 66, 400)),
            (random.poisson(900, 500), random.poisson(905, 500))]
    for reference, current in made:
        yield {"whole": bool(np.issubdtype(reference.dtype, np.integer)),
               "reference": reference, "current": current, "gives": numeric(reference, current)}


def letters(counts):
    return [letter for letter, count in counts.items() for _ in range(count)]


def levels():
    pairs = [({"A": 5000, "B": 3000, "C": 2000}, {"A": 2000, "B": 2000, "C": 900, "D": 100}),
             ({"A": 700, "B": 300}, {"A": 380, "B": 220}),
             ({"A": 50_000, "B": 3, "C": 10}, {"A": 20_000, "C": 900}),
             ({"A": 40, "B": 10, "C": 5, "E": 1}, {"A": 20, "B": 9, "C": 5, "D": 2})]
    for reference, current in pairs:
        yield {"reference": reference, "current": current,
               "gives": categorical(letters(reference), letters(current))}


def kolmogorov():
    for first, second, distance in [(10, 7, 0.6), (10, 10, 0.3), (100, 90, 0.05), (9_999, 5, 0.4),
                                    (20_000, 20, 0.2), (20_000, 100, 0.1), (20_000, 130, 0.45),
                                    (20_000, 139, 0.17), (20_000, 400, 0.05), (20_000, 3, 0.3),
                                    (20_000, 12_000, 0.008), (20_000, 12_000, 0.02),
                                    (900_000, 800_000, 0.0015), (900_000, 800_000, 0.004),
                                    (10_000_000, 9_000_000, 0.0006), (11_000, 1, 0.7),
                                    (10_000_000, 9_000_000, 0.0009)]:
        if max(first, second) <= 10_000:
            common = np.gcd(first, second)
            steps = round(distance * (first // common) * second)
            distance = steps / ((first // common) * second)
            p = stats._stats_py._attempt_exact_2kssamp(first, second, common, distance,
                                                       "two-sided")[2]
        else:
            p = stats.kstwo.sf(distance, np.round(first * second / (first + second)))
        yield {"first": first, "second": second, "distance": distance, "p": p}


def expected():
    """Chances p = (i + 0.5) / 2000 with scores p², or p in steps of a twentieth."""
    p = (np.arange(2000) + 0.5) / 2000
    for steps, cut in [(0, 0.25), (0, 0.5), (20, 0.6)]:
        scores = (p * steps).round() / steps if steps else p**2
        predicted = (scores >= cut).astype(int)
        yield {"rows": len(p), "steps": steps, "cut": cut,
               "accuracy": metrics.estimate_accuracy(predicted, p),
               "precision": metrics.estimate_precision(predicted, p),
               "recall": metrics.estimate_recall(predicted, p),
               "f1": metrics.estimate_f1(predicted, p),
               "auc": metrics.estimate_roc_auc(p, scores) if not steps else None}


def main():
    random = np.random.default_rng(4)
    golden.write("drift", waves=waves(), samples=samples(random), levels=levels(),
                 kolmogorov=kolmogorov(), expected=expected())


if __name__ == "__main__":
    main()
