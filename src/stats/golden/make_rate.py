"""Intervals and tests of rates, by statsmodels and SciPy."""

from scipy.stats import binom
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

import golden

RATES = [(0, 1), (1, 1), (0, 10), (1, 10), (9, 10), (10, 10), (37, 120), (3, 100000),
         (99990, 100000)]
PAIRS = [((56, 70), (48, 80)), ((9, 10), (3, 10)), ((0, 20), (0, 30)),
         ((1200, 40000), (1100, 41000))]
CONFIDENCES = [0.5, 0.9, 0.95]


def rate(hits, trials, confidence):
    wilson = proportion_confint(hits, trials, 1 - confidence, "wilson")
    exact = proportion_confint(hits, trials, 1 - confidence, "beta")
    return {"hits": hits, "trials": trials, "confidence": confidence, "wilson": wilson,
            "clopper_pearson": exact}


def difference(a, b, confidence):
    low, high = confint_proportions_2indep(*a, *b, method="newcomb", compare="diff",
                                           alpha=1 - confidence)
    return {"a": a, "b": b, "confidence": confidence, "newcombe": (low, high)}


def paired(first, second):
    exact = mcnemar([[0, first], [second, 0]], exact=True).pvalue
    n = first + second
    at_observed = binom.pmf(min(first, second), n, 0.5)
    # Fagerland, Lydersen & Laake (2013): equal counts have a case of their own.
    mid = 1 - at_observed / 2 if first == second else exact - at_observed
    return {"only_first": first, "only_second": second, "exact_p": exact, "mid_p": mid}


golden.write(
    "rate",
    rates=[rate(h, n, c) for h, n in RATES for c in CONFIDENCES],
    differences=[difference(a, b, c) for a, b in PAIRS for c in CONFIDENCES],
    paired=[paired(*n) for n in [(1, 0), (5, 5), (6, 16), (59, 6), (250, 301), (1, 12)]],
)
