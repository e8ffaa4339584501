"""Spearman's rank correlation by SciPy, with and without ties."""

import numpy as np
from scipy.stats import spearmanr

import golden


def case(x, y):
    return {"x": x, "y": y, "correlation": spearmanr(x, y).statistic}


random = np.random.default_rng(7)
cases = []
for size in (2, 5, 40, 300):
    x = random.normal(size=size)
    cases.append(case(x, x + random.normal(size=size)))
    cases.append(case(x, -np.exp(x)))
x = random.integers(0, 6, 200).astype(float)
cases.append(case(x, random.integers(0, 3, 200) - 0.4 * x))
cases.append(case(x, (random.random(200) < x / 6).astype(float)))
golden.write("rank_correlation", cases=cases)
