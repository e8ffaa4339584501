"""Stratified samples of finite populations, by samplics' Taylor estimator: value and standard error."""

import numpy as np
from samplics.estimation import TaylorEstimator
from samplics.utils.types import PopParam

import golden

DESIGNS = [
    [(1000, 50)],
    [(120, 100)],
    [(1000, 40), (4000, 60), (250, 30)],
    [(60, 20), (90, 45), (5000, 35), (700, 10)],
]


def case(seed, design, share):
    random = np.random.default_rng(seed)
    population = [each[0] for each in design]
    values, strata, weights = [], [], []
    for at, (size, taken) in enumerate(design):
        draw = random.normal(10 + 3 * at, 2 + at, taken)
        values += list((draw > 11 + at).astype(float) if share else draw)
        strata += [at] * taken
        weights += [size / taken] * taken
    values, strata, weights = np.array(values), np.array(strata), np.array(weights)
    estimator = TaylorEstimator(PopParam.mean)
    estimator.estimate(y=values, samp_weight=weights, stratum=strata,
                       fpc={at: 1 - taken / size for at, (size, taken) in enumerate(design)})
    shares = [values[strata == at] for at in range(len(design))]
    return {"population": population, "sampled": [taken for _, taken in design],
            "means": [each.mean() for each in shares],
            "variances": [each.var(ddof=1) for each in shares],
            "value": estimator.point_est, "standard_error": estimator.stderror}


if __name__ == "__main__":
    golden.write("sampling",
                 means=[case(seed, design, False) for seed, design in enumerate(DESIGNS)],
                 shares=[case(9 + seed, design, True) for seed, design in enumerate(DESIGNS)])
