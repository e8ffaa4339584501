"""Rates of groups with intervals against Fairlearn's MetricFrame with its bootstrap."""

import fairlearn
import numpy as np
import pandas as pd
from fairlearn.metrics import (MetricFrame, count, false_positive_rate, selection_rate,
                               true_positive_rate)
from sklearn.metrics import precision_score

import peers
import table

ROWS, GROUPS, REPLICATES = 1_000_000, 5, 1_000
METRICS = {"selection_rate": selection_rate, "tpr": true_positive_rate, "fpr": false_positive_rate,
           "precision": precision_score}


def measure(build):
    random = np.random.default_rng(0)
    labels, scores = peers.scored(random, ROWS)
    acts = (scores > 0.25).astype(int)
    codes = np.minimum(random.geometric(0.4, ROWS) - 1, GROUPS - 1).astype(np.int32)
    given = {"scores": scores, "labels": labels, "acts": acts.astype(float),
             "gains": np.where(labels == 1, 6.0, -2.0), "codes": codes,
             "clusters": np.arange(ROWS, dtype=np.int32)}

    def peer(**bootstrap):
        # The fifth metric of assay, calibration, has no counterpart here: rows are counted instead.
        return MetricFrame(
            metrics={**METRICS, "count": count}, y_true=labels, y_pred=acts,
            sensitive_features=pd.Series(codes, name="group"), **bootstrap)

    ours, once, written = peers.timed(
        1, ([build / "validate_bench", "groups"], [ROWS, ROWS, GROUPS]), given,
        lambda: peer(n_boot=1, ci_quantiles=[0.05, 0.95], random_state=0), "values")
    without = table.seconds(peer)
    values = written.reshape(-1, 5, 4)  # groups, metrics, (group, value, low, high)
    frame = peer().by_group
    for group in values:
        for at, name in enumerate(METRICS):
            if abs(group[at, 1] - frame[name][int(group[at, 0])]) > 1e-12:
                raise SystemExit(f"group_rates: {name} of a group is another for Fairlearn")
    yield table.faster(
        f"five rates and gaps of {GROUPS} groups, {ROWS:,} rows, with intervals", ours,
        f"Fairlearn {fairlearn.__version__} MetricFrame, {REPLICATES:,} replicates, equal to 1e-12 "
        f"(one replicate, scaled)", without + REPLICATES * (once - without), 1000)


if __name__ == "__main__":
    table.run(__doc__, measure)
