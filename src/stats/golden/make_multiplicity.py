"""Adjusted p values by statsmodels; critical values of all pairs by Tukey's studentised range."""

import numpy as np
from scipy.stats import studentized_range
from statsmodels.stats.multitest import multipletests

import golden


def adjusted(p):
    return {"p": p, "holm": multipletests(p, method="holm")[1],
            "benjamini_hochberg": multipletests(p, method="fdr_bh")[1]}


P_VALUES = [[0.03], [0.01, 0.04, 0.03, 0.005], [0.5, 0.5, 0.02, 0.9, 1.0], [0.0, 0.0, 0.2],
            list(np.random.default_rng(1).random(20) ** 3)]

# With equal standard errors the largest studentised difference is the studentised range / sqrt(2).
golden.write(
    "multiplicity",
    p_values=[adjusted(p) for p in P_VALUES],
    critical=[{"groups": k, "confidence": c,
               "critical": studentized_range.ppf(c, k, np.inf) / np.sqrt(2)}
              for k in (2, 3, 8) for c in (0.5, 0.9)],
)
