"""Rates by group and their differences by Fairlearn's MetricFrame, unweighted and weighted.

Needs fairlearn 0.12 and scikit-learn; writes groups.json beside itself.
"""

import json
import pathlib

import numpy as np
from fairlearn.metrics import (MetricFrame, false_positive_rate, selection_rate,
                               true_positive_rate)
from sklearn.metrics import precision_score

METRICS = {"selection_rate": selection_rate, "tpr": true_positive_rate,
           "fpr": false_positive_rate, "precision": precision_score}


def case(seed, weighted):
    random = np.random.default_rng(seed)
    rows = 400
    group = random.choice(4, rows, p=[0.4, 0.3, 0.2, 0.1])
    label = (random.random(rows) < 0.3 + 0.05 * group).astype(int)
    act = (random.random(rows) < 0.2 + 0.4 * label + 0.08 * group).astype(int)
    weight = np.round(random.uniform(0.2, 3, rows), 3) if weighted else np.ones(rows)
    frame = MetricFrame(metrics=METRICS, y_true=label, y_pred=act, sensitive_features=group,
                        sample_params={name: {"sample_weight": weight} for name in METRICS})
    return {"group": group.tolist(), "label": label.tolist(), "act": act.tolist(),
            "weight": weight.tolist() if weighted else [],
            "by_group": [{name: float(row[name]) for name in METRICS}
                         for _, row in frame.by_group.iterrows()],
            "difference": {name: float(value) for name, value in frame.difference().items()}}


cases = [case(1, False), case(2, True)]
text = "[\n" + ",\n".join(json.dumps(each, allow_nan=False) for each in cases) + "\n]\n"
pathlib.Path(__file__).with_name("groups.json").write_text(text)
