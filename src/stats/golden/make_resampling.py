"""Quantiles by SciPy, cluster-robust standard errors by statsmodels."""

import numpy as np
import statsmodels.api as sm
from scipy.stats import norm, t

import golden


def clustered(seed, rows, count, weighted):
    random = np.random.default_rng(seed)
    clusters = random.integers(0, count, rows)
    values = np.round(random.normal(0, 1, rows) + random.normal(0, 0.7, count)[clusters], 6)
    weights = np.round(random.gamma(2.0, 1.0, rows), 3) if weighted else np.ones(rows)
    fit = sm.WLS(values, np.ones(rows), weights=weights).fit(
        cov_type="cluster", cov_kwds={"groups": clusters, "use_correction": True})
    return {"values": values, "clusters": clusters, "count": count,
            "weights": weights if weighted else [], "variance": fit.cov_params()[0, 0]}


golden.write(
    "resampling",
    quantiles=[{"probability": p, "degrees": d, "quantile": t.ppf(p, d) if d else norm.ppf(p)}
               for p in (0.01, 0.25, 0.75, 0.95, 0.975) for d in (0, 1, 2, 4, 7, 30)],
    clusters=[clustered(1, 60, 9, False), clustered(2, 80, 12, True), clustered(3, 10, 2, False)],
)
