"""Ranking metrics, and their leave-a-group-out variance, against vectorised NumPy."""

import numpy as np

import peers
import table

ROWS, PART, GROUPS = 100_000, 10_000, 400


def ranked(scores, labels):
    """Rows by falling score, their labels, and the last position of each distinct score."""
    order = np.argsort(-scores)
    falling = scores[order]
    return order, labels[order], np.append(np.flatnonzero(np.diff(falling)), len(scores) - 1)


def all_metrics(scores, labels):
    _, hit, ends = ranked(scores, labels)
    true = np.cumsum(hit)[ends].astype(float)
    acted = ends + 1.0
    false = acted - true
    precision, recall, alarm = true / acted, true / true[-1], false / false[-1]
    top = 1000
    p = np.clip(scores, np.finfo(float).eps, 1 - np.finfo(float).eps)
    return [np.trapezoid(np.append(0, recall), np.append(0, alarm)),
            np.sum(np.diff(recall, prepend=0) * precision),
            recall[precision >= 0.5].max(initial=0),
            precision[recall >= 0.5].max(),
            recall[alarm <= 0.01].max(initial=0),
            np.interp(top, acted, true) / top,
            np.mean((scores - labels) ** 2),
            -np.mean(np.log(np.where(labels == 1, p, 1 - p)))]


def without_each_group(scores, labels, groups):
    """Average precision without each group: all replicates in one matrix."""
    order, hit, ends = ranked(scores, labels)
    kept = groups[order] != np.arange(GROUPS)[:, None]
    acted = np.cumsum(kept, axis=1, dtype=np.float32)[:, ends]
    true = np.cumsum(kept & (hit == 1), axis=1, dtype=np.float32)[:, ends]
    steps = np.diff(true, axis=1, prepend=np.float32(0))
    parts = steps * true / np.maximum(acted, 1)
    return parts.sum(axis=1, dtype=float) / true[:, -1]


def measure(build):
    random = np.random.default_rng(0)
    labels, scores = peers.scored(random, ROWS)
    yield table.faster(f"eight metrics of one ranking, {ROWS:,} rows", *peers.values(
        build, "metrics", [ROWS], {"scores": scores, "labels": labels}, all_metrics, rtol=1e-5))
    part = {"scores": scores[:PART], "labels": labels[:PART],
            "groups": random.integers(0, GROUPS, PART).astype(np.int32)}
    yield table.faster(
        f"average precision without each of {GROUPS} groups, {PART:,} rows",
        *peers.values(build, "jackknife", [PART, GROUPS], part, without_each_group, rtol=1e-5))


if __name__ == "__main__":
    table.run(__doc__, measure)
