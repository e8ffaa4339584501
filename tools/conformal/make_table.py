"""Learns the conformal table of learning curves on LCDB, and measures the band on left-out data.

    pip install numpy pandas
    pip download --no-deps --no-binary :all: lcdb==0.1.0
    python tools/conformal/make_table.py lcdb-0.1.0.tar.gz WORK_FOLDER

LCDB (Mohr, Viering, Loog & van Rijn 2022; MIT) holds 20 learners x 246 data sets, five outer splits
x five inner seeds at sizes 16, 23, 32 … rows. Of it only the quantiles printed here are kept.

Each curve is cut where 2, 4, 8 and 16 times as many rows are known, and seen at four to eight sizes
from 64 rows on, in two ways. "Some": the forecast sees one to three outer splits, with the variance
between splits as noise, and is held against the mean of the splits it did not see, whose own noise
is known and added to the scale, so that the table speaks of the expected score. "Every": it sees
all splits, with no noise but that of the mean of its values, and is held against the same splits.
The table is learned on both. Errors are in units of conformal_scale (learning_curve_fit.cpp), in
the direction of learning. Tables are cross-fitted over data sets for every number reported here;
the committed one uses all.

Writes src/stats/learning_curve_conformal.hpp and prints the measures of docs/coverage-curves.md.
"""

import argparse
import pathlib
import pickle
import subprocess
import tarfile

import numpy as np
import pandas as pd

ROOT = pathlib.Path(__file__).resolve().parents[2]
RANKS = np.array([0.01, 0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95, 0.99])
LOW, MIDDLE, HIGH = 1, 4, 7
FACTORS = [1, 2, 4, 8, 16]
RUNGS = 2.0 ** (np.arange(9) / 2)
FOLDS = 5
PROBABILITIES = ("LogisticRegression", "RandomForest", "ExtraTreesC", "GradientBoosting",
                 "LinearDiscriminant", "MLP", "KNeighbors")


def read_curves(archive, metric):
    """Scores as (data set, learner, sizes, array outer x inner x size)."""
    with tarfile.open(archive) as tar:
        table = pd.read_csv(tar.extractfile(f"lcdb-0.1.0/lcdb/database-{metric}.csv"),
                            usecols=["openmlid", "learner", "size_train", "outer_seed",
                                     "inner_seed", "score_test"])
    for (dataset, learner), part in table[table.size_train >= 64].groupby(["openmlid", "learner"]):
        wide = part.pivot_table(index=["outer_seed", "inner_seed"], columns="size_train",
                                values="score_test")
        splits = [rows.to_numpy() for _, rows in wide.groupby(level=0)]
        inner = min((len(rows) for rows in splits), default=0)
        if len(splits) < 5 or inner < 2:
            continue
        score = np.stack([rows[:min(inner, 5)] for rows in splits[:5]])
        known = ~np.isnan(score).any(axis=(0, 1))
        if known.sum() >= 5:
            yield dataset, learner, wide.columns.to_numpy()[known].astype(float), score[:, :, known]


def curves(archive, folder, metric):
    file = folder / f"{metric}.pickle"
    if not file.exists():
        file.write_bytes(pickle.dumps(list(read_curves(archive, metric))))
    return pickle.loads(file.read_bytes())


def nearest(sizes, wanted):
    at = int(np.argmin(np.abs(np.log2(sizes / wanted))))
    return at if abs(np.log2(sizes[at] / wanted)) < 0.3 else None


def cases(metric, archive, folder, every, random):
    """One case for each cut of each curve: what is seen, and the truth at each factor."""
    for dataset, learner, sizes, score in curves(archive, folder, metric):
        if metric == "logloss" and not any(name in learner for name in PROBABILITIES):
            continue
        outer = score.mean(axis=1)
        between = outer.var(axis=0, ddof=1)
        for doublings in (1, 2, 3, 4):
            cut = nearest(sizes, sizes[-1] / 2**doublings)
            seen = list(range(cut, -1, -random.choice([1, 2])))[:8][::-1] if cut is not None else []
            if len(seen) < 4:
                continue
            order = random.permutation(5)
            count = 5 if every else random.choice([1, 2, 2, 3])
            rest = order if every else order[count:]
            values = score[order[:count]][:, :, seen].reshape(-1, len(seen))
            own = values.var(axis=0, ddof=1) / len(values)
            targets = []
            for factor in FACTORS[:doublings + 1]:
                at = nearest(sizes, sizes[cut] * factor)
                if at is not None:
                    noise = 0 if every else between[at] / len(rest)
                    targets.append((sizes[at] / sizes[cut], outer[rest, at].mean(), noise,
                                    outer[:, at].mean()))
            yield dict(metric=metric, dataset=dataset, sizes=sizes[seen], values=values,
                       noise=own if every else between[seen] / count, targets=targets,
                       span=np.ptp(values.mean(axis=0)), up=metric != "logloss", every=every)


def build(folder):
    program = folder / "curve_errors"
    base = ("random", "digest", "result", "text")
    sources = [*ROOT.glob("src/stats/learning_curve*.cpp"),
               *(ROOT / f"src/base/{name}.cpp" for name in base),
               ROOT / "tools/conformal/curve_errors.cpp"]
    sources = [str(file) for file in sources if not file.name.endswith("_test.cpp")]
    subprocess.run(["c++", "-std=c++20", "-O2", f"-I{ROOT}/src", *sources, "-o", str(program),
                    "-lfmt", "-lcrypto", "-lzstd", "-lxxhash"], check=True)
    return program


def forecast(program, found):
    """Adds refusal, and (median, scale, low, high) at each rung and target, to every case."""
    lines = []
    for number, case in enumerate(found):
        points = " ".join(f"{size:.0f} {noise:.9g} " + " ".join(f"{v:.7g}" for v in column)
                          for size, noise, column in
                          zip(case["sizes"], case["noise"], case["values"].T))
        asked = [*(RUNGS * case["sizes"][-1]),
                 *(factor * case["sizes"][-1] for factor, *_ in case["targets"])]
        lines.append(f"{number} {int(case['up'])} {len(case['sizes'])} {len(case['values'])} "
                     f"{len(asked)} {points} " + " ".join(f"{size:.6f}" for size in asked))
    out = subprocess.run([str(program)], input="\n".join(lines), text=True, check=True,
                         capture_output=True).stdout.splitlines()
    for case, line in zip(found, out, strict=True):
        numbers = np.array(line.split()[2:], dtype=float).reshape(-1, 4)
        case["refused"] = int(line.split()[1])
        case["rungs"], case["at"] = numbers[:len(RUNGS)], numbers[len(RUNGS):]


def records(found):
    """One row for each forecast that was not refused."""
    rows = []
    for number, case in enumerate(found):
        sign = 1 if case["up"] else -1
        for (factor, truth, noise, mean), (median, scale, low, high) in zip(case["targets"],
                                                                           case["at"]):
            if case["refused"] == 0:
                rows.append((number, case["every"], case["metric"], case["dataset"], factor,
                             int(np.round(np.log2(factor))), sign * truth, noise, sign * mean,
                             median, scale, low, high, case["span"]))
    return pd.DataFrame(rows, columns="case every metric dataset factor step truth noise mean "
                                      "median scale low high span".split())


def quantiles(data):
    scale = np.maximum(np.sqrt(data.scale**2 + data.noise), 1e-9)  # curves that are 1 throughout
    z = (data.truth - data["median"]) / scale
    return np.array([np.quantile(z[data.step == step], RANKS) for step in range(len(FACTORS))])


def conformal(table, factor):
    at = np.clip(np.log2(factor), 0, len(FACTORS) - 1)
    below = np.minimum(at.astype(int), len(FACTORS) - 2)
    share = (at - below)[:, None]
    return (1 - share) * table[below] + share * table[below + 1]


def bands(table, data, found, rank, noise):
    """A rank's quantile as learning_curve.cpp makes it: raised to that of every rung below."""
    own = data["median"] + np.sqrt(data.scale**2 + noise) * conformal(
        table, data.factor.to_numpy())[:, rank]
    rungs = np.array([found[number]["rungs"][:, :2] for number in data.case])
    at_rung = rungs[:, :, 0] + np.sqrt(rungs[:, :, 1]**2 + np.asarray(noise).reshape(-1, 1)) * \
        conformal(table, RUNGS)[:, rank]
    passed = np.where(RUNGS[None, :] < data.factor.to_numpy()[:, None], at_rung, -np.inf)
    return np.maximum(own, passed.max(axis=1))


def learn(data, found):
    """Quantiles of the normalised errors, stretched about the median until the band, raised to its
    rungs, misses as often on either side as it says: raising alone lets it miss more below."""
    table = quantiles(data)
    beyond = data[data.step > 0]
    for side, rank, sign in ((slice(0, MIDDLE), LOW, 1), (slice(MIDDLE + 1, None), HIGH, -1)):
        least, most = 0.8, 1.6
        for _ in range(12):
            stretch = (least + most) / 2
            tried = table.copy()
            tried[:, side] = table[:, [MIDDLE]] + stretch * (table[:, side] - table[:, [MIDDLE]])
            edge = bands(tried, beyond, found, rank, beyond.noise.to_numpy())
            missed = np.mean(sign * (beyond.truth - edge) < 0)
            least, most = (stretch, most) if missed > 0.05 else (least, stretch)
        table = tried
    return table


def interval_score(truth, low, high):
    return high - low + 20 * np.maximum(low - truth, 0) + 20 * np.maximum(truth - high, 0)


def cross_fitted(data, found, learn_on, learn_found):
    """Bands of each data set by a table of the others, and constant-width split conformal."""
    data = data.copy()
    fold, learn_fold = data.dataset % FOLDS, learn_on.dataset % FOLDS
    for part in range(FOLDS):
        table = learn(learn_on[learn_fold != part], learn_found)
        mine = data[fold == part]
        zero = np.zeros(len(mine))
        for name, rank in (("lower", LOW), ("upper", HIGH)):
            data.loc[mine.index, name] = bands(table, mine, found, rank, zero)
            data.loc[mine.index, f"noisy_{name}"] = bands(table, mine, found, rank,
                                                          mine.noise.to_numpy())
        for step in range(len(FACTORS)):
            for unit in ("one", "span"):
                other = data[(fold != part) & (data.step == step)]
                here = mine.index[mine.step == step]
                size = 1 if unit == "one" else np.maximum(other.span, 1e-9)
                error = (other["mean"] - other["median"]) / size
                scale = 1 if unit == "one" else data.span[here]
                data.loc[here, f"{unit}_low"] = data["median"] + scale * np.quantile(error, 0.05)
                data.loc[here, f"{unit}_high"] = data["median"] + scale * np.quantile(error, 0.95)
    return data


def covered(data, truth, low, high):
    return ((data[truth] >= data[low]) & (data[truth] <= data[high])).mean()


def report(title, data, found, every):
    data = data[(data.every == every) & (data.step > 0)]
    refused = np.array([case["refused"] for case in found if case["every"] == every])
    print(f"\n### {title}\n")
    print(f"{len(refused)} curves; refused {np.mean(refused > 0):.1%}: shape "
          f"{np.mean(refused == 1):.1%}, steepening {np.mean(refused == 2):.1%}\n")
    print("| metric | factor | forecasts | covers the mean of all splits | covers the splits not "
          "seen | score / constant width | score / by range |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    groups = [(metric, step) for metric in [*data.metric.unique(), "all"]
              for step in [*range(1, len(FACTORS)), None]]
    for metric, step in groups:
        part = data[(data.metric == metric) | (metric == "all")]
        part = part if step is None else part[part.step == step]
        own = interval_score(part["mean"], part.lower, part.upper).mean()
        ratios = [own / interval_score(part["mean"], part[f"{unit}_low"],
                                       part[f"{unit}_high"]).mean() for unit in ("one", "span")]
        print(f"| {metric} | {'all' if step is None else FACTORS[step]} | {len(part)} | "
              f"{covered(part, 'mean', 'lower', 'upper'):.1%} | "
              f"{covered(part, 'truth', 'noisy_lower', 'noisy_upper'):.1%} | "
              f"{ratios[0]:.2f} | {ratios[1]:.2f} |")


def report_refused(found):
    """What the refused would have been told: errors of the median against those of the others."""
    print("\n### What the refused curves would have been told\n")
    print("| refused for | forecasts | mean absolute error | 5 % to 95 % of the error |")
    print("| --- | --- | --- | --- |")
    for kind, name in ((0, "nothing"), (1, "a fall beyond noise"), (2, "steepening")):
        error = np.array([truth[3] - at[0] for case in found if case["refused"] == kind
                          for truth, at in zip(case["targets"], case["at"]) if truth[0] > 1.2])
        print(f"| {name} | {len(error)} | {np.mean(np.abs(error)):.4f} | "
              f"{np.quantile(error, 0.05):+.3f} to {np.quantile(error, 0.95):+.3f} |")


def write_header(table):
    lines = ["#pragma once", "",
             "// Normalised errors of this module's own forecasts on LCDB (Mohr, Viering, Loog & van",
             "// Rijn 2022): quantiles at kCurveRanks of (score - median) / conformal_scale, by factor",
             "// of the largest size seen, in the direction of learning, stretched to their nominal",
             "// coverage. Written by tools/conformal/make_table.py.", "", "namespace assay::stats {", "",
             "inline constexpr double kConformalFactors[] = {1, 2, 4, 8, 16};",
             f"inline constexpr double kConformal[{len(table)}][{len(RANKS)}] = {{"]
    lines += ["    {" + ", ".join(f"{value:.3f}" for value in row) + "}," for row in table]
    lines += ["};", "", "}  // namespace assay::stats", ""]
    (ROOT / "src/stats/learning_curve_conformal.hpp").write_text("\n".join(lines))


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("archive", type=pathlib.Path)
    options.add_argument("folder", type=pathlib.Path)
    options = options.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)

    def collect(metrics):
        random = np.random.default_rng(0)
        found = [case for every in (False, True) for metric in metrics
                 for case in cases(metric, options.archive, options.folder, every, random)]
        forecast(program, found)
        return found, records(found)

    program = build(options.folder)
    found, data = collect(["accuracy", "auc"])
    write_header(learn(data, found))
    bands_of = cross_fitted(data, found, data, found)
    losses, loss_data = collect(["logloss"])
    loss_bands = cross_fitted(loss_data, losses, data, found)
    for every, seen in ((False, "some splits seen"), (True, "every split seen")):
        report(f"Accuracy and AUC, {seen}", bands_of, found, every)
        report(f"Log loss, not learned on, {seen}", loss_bands, losses, every)

    report_refused(found)
    forecast(build(options.folder), found)  # with the table just written
    data = records(found)
    data = data[data.step > 0]
    print(f"\nThe committed table, on the curves that it was learned on: "
          f"{covered(data, 'mean', 'low', 'high'):.1%} of {len(data)}.")


if __name__ == "__main__":
    main()
