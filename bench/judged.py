"""Value by cut and rates by group, with cluster-robust intervals, against vectorised NumPy."""

import numpy as np
from scipy import stats

import peers
import table

ROWS, CLUSTERS, POINTS, GROUPS = 100_000, 20_000, 100, 12
TAIL = 0.95  # of a 90 % interval


def cuts(scores, gains, clusters, **_):
    """Value of acting at or above evenly spaced cuts: at, value, low, high.

    The variance needs the sums of T², T W and W² over clusters (T its money, W its rows); a row of
    gain g adds g (2 T + g) to the first, so all cuts take one pass over sorted rows."""
    order = np.argsort(-scores)
    falling, gain, cluster = scores[order], gains[order], clusters[order]
    together = np.argsort(cluster, kind="stable")
    money = np.cumsum(gain[together])
    first = np.flatnonzero(np.diff(cluster[together], prepend=-1))
    sizes = np.diff(np.append(first, len(scores)))
    before = money - gain[together]
    before -= np.repeat(before[first], sizes)
    held = np.empty(len(scores))
    held[together] = before
    rows = np.bincount(clusters, minlength=CLUSTERS).astype(float)
    count = np.count_nonzero(rows)

    ends = np.append(np.flatnonzero(np.diff(falling)), len(scores) - 1)
    step = np.floor((ends + 1) / len(scores) * (POINTS - 1))
    ends = ends[np.append(step[0] >= 1, np.diff(step) >= 1)]
    mean = np.cumsum(gain)[ends] / len(scores)
    squares = np.cumsum(gain * (2 * held + gain))[ends]
    products = np.cumsum(gain * rows[cluster])[ends]
    spread = squares - 2 * mean * products + mean**2 * (rows @ rows)
    error = np.sqrt(count / (count - 1) * np.maximum(spread, 0)) / len(scores)
    reach = stats.t.ppf(TAIL, count - 1) * error
    cut = np.column_stack([falling[ends], mean, mean - reach, mean + reach])
    return np.vstack([[1, 0, 0, 0], cut])


def wilson(share, trials, quantile):
    shrink = 1 + quantile**2 / trials
    centre = (share + quantile**2 / (2 * trials)) / shrink
    reach = quantile / shrink * np.sqrt(share * (1 - share) / trials
                                        + quantile**2 / (4 * trials**2))
    return centre - reach, centre + reach


def largest_gap(mean, error, random):
    """Bounds of the largest difference from max-T bands of all pairs."""
    first, second = np.triu_indices(GROUPS, 1)
    spread = np.hypot(error[first], error[second])
    drawn = random.normal(size=(4000, GROUPS)) * error
    largest = np.abs((drawn[:, first] - drawn[:, second]) / spread).max(axis=1)
    apart = np.abs(mean[first] - mean[second])
    reach = np.quantile(largest, 0.9) * spread
    return (apart - reach).max(), (apart + reach).max()


def groups(scores, labels, acts, clusters, codes, **_):
    """Five rates of each group: value, low, high; and the gap of each rate."""
    random = np.random.default_rng(0)
    pair = codes * CLUSTERS + clusters
    positive = labels == 1
    out = []
    for value, weight, share in [(acts, None, True), (acts, positive, True),
                                 (acts, ~positive, True), (labels, acts == 1, True),
                                 (labels - scores, None, False)]:
        at = slice(None) if weight is None else weight
        code, chosen, cell = codes[at], value[at], pair[at]
        mass = np.bincount(code, minlength=GROUPS)
        mean = np.bincount(code, chosen, GROUPS) / mass
        totals = np.bincount(cell, chosen - mean[code], GROUPS * CLUSTERS)
        seen = np.bincount(cell, minlength=GROUPS * CLUSTERS).reshape(GROUPS, -1) > 0
        count = seen.sum(axis=1)
        squares = (totals**2).reshape(GROUPS, -1).sum(axis=1)
        variance = count / (count - 1) * squares / mass**2
        quantile = stats.t.ppf(TAIL, count - 1)
        if share:
            low, high = wilson(mean, mean * (1 - mean) / variance, quantile)
        else:
            low, high = mean - quantile * np.sqrt(variance), mean + quantile * np.sqrt(variance)
        largest_gap(mean, np.sqrt(variance), random)
        out.append(np.column_stack([np.arange(GROUPS), mean, low, high]))
    largest_first = np.argsort(-np.bincount(codes), kind="stable")
    return np.stack(out, axis=1)[largest_first].reshape(-1, 4)


def compared(build, given, peer, size):
    return peers.values(build, peer.__name__, [ROWS, CLUSTERS, size], given, peer,
                        rtol=1e-6, atol=1e-9)


def measure(build):
    random = np.random.default_rng(0)
    labels, scores = peers.scored(random, ROWS)
    shares = np.arange(1, GROUPS + 1) / np.arange(1, GROUPS + 1).sum()
    given = {"scores": scores, "labels": labels, "acts": (scores > 0.25).astype(float),
             "gains": np.where(labels == 1, 6.0, -2.0),
             "clusters": random.integers(0, CLUSTERS, ROWS).astype(np.int32),
             "codes": random.choice(GROUPS, ROWS, p=shares).astype(np.int32)}
    yield table.faster(f"value by cut, {ROWS:,} rows, {CLUSTERS:,} clusters, {POINTS} cuts",
                       *compared(build, given, cuts, POINTS))
    yield table.faster(f"rates and gaps of {GROUPS} groups, {ROWS:,} rows, {CLUSTERS:,} clusters",
                       *compared(build, given, groups, GROUPS))


if __name__ == "__main__":
    table.run(__doc__, measure)
