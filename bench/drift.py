"""Drift of two tables against Evidently and NannyML, and of one long column from sketches.

Each peer gets its tables in memory; assay reads Parquet files and writes its document."""

import importlib.metadata
import json
import os
import pathlib
import tempfile
import warnings

import numpy as np
import pandas as pd
from scipy import stats

import table

# The peers report their use over the network, which takes time as well.
os.environ |= {"DO_NOT_TRACK": "1", "NML_DISABLE_USAGE_LOGGING": "1"}

ROWS, NUMBERS, KINDS = 1_000_000, 16, 4
LONG = 10_000_000


def version(name):
    return importlib.metadata.version(name)


def made(random, moved):
    """16 numbers of three shapes and 4 categories; every fourth column moves."""
    out = {}
    for at in range(NUMBERS):
        shift = 0.3 if moved and at % 4 == 0 else 0
        values = random.normal(shift, 1, ROWS)
        out[f"number{at}"] = np.exp(values) if at % 3 == 1 else np.round(values, 2) if at % 3 else values
    for at in range(KINDS):
        shares = np.arange(1, 9) ** (1.2 if moved and at == 0 else 1.0)
        out[f"kind{at}"] = random.choice(list("abcdefgh"), ROWS, p=shares / shares.sum())
    return pd.DataFrame(out)


def evidently(reference, current):
    from evidently import DataDefinition, Dataset, Report
    from evidently.presets import DataDriftPreset

    columns = DataDefinition(
        numerical_columns=[name for name in reference if name.startswith("number")],
        categorical_columns=[name for name in reference if name.startswith("kind")])
    told = Report([DataDriftPreset()]).run(Dataset.from_pandas(current, columns),
                                           Dataset.from_pandas(reference, columns)).dict()
    return {each["config"]["column"]: float(each["value"]) for each in told["metrics"]
            if "column" in each["config"]}


def nannyml(reference, current):
    from nannyml import UnivariateDriftCalculator

    calculator = UnivariateDriftCalculator(
        column_names=list(reference), chunk_number=1,
        continuous_methods=["jensen_shannon", "kolmogorov_smirnov", "wasserstein"],
        categorical_methods=["jensen_shannon", "chi2"])
    calculator.fit(reference)
    last = calculator.calculate(current).to_df().iloc[-1]
    return {name: float(last[name, "wasserstein", "value"]) for name in reference
            if name.startswith("number")}


def same(what, ours, theirs, tolerance):
    for name, value in theirs.items():
        if not np.isclose(ours[name], value, rtol=tolerance, atol=1e-6):
            raise SystemExit(f"{what}: {name} is {ours[name]} for assay and {value} for the peer")


def tables(build):
    random = np.random.default_rng(0)
    reference, current = made(random, False), made(random, True)
    told = {}

    def peer(name, work):
        return lambda: table.seconds(lambda: told.update({name: work(reference, current)}))

    with tempfile.TemporaryDirectory() as folder:
        reference.to_parquet(f"{folder}/then.parquet")
        current.to_parquet(f"{folder}/now.parquet")
        took = []

        def own(*words):
            took.append(table.process(build / "assay", "data", "drift", "now.parquet", "--against",
                                      "then.parquet", "-o", "drift.json", "--quiet", *words,
                                      folder=folder))
            return took[-1][0]

        ours, whole, of_nannyml = table.interleaved(
            3, lambda: own("--joint-rows", "0"), own, peer("nannyml", nannyml))
        of_evidently = peer("evidently", evidently)()
        document = json.loads(pathlib.Path(folder, "drift.json").read_text(encoding="utf-8"))
    # Jensen-Shannon to base 2 is Evidently's, to base e, over the root of ln 2.
    scale = {"wasserstein": 1, "jensen-shannon": np.sqrt(np.log(2))}
    distances = {c["name"]: c["distance"] * scale[c["measure"]] for c in document["columns"]}
    in_unit = {c["name"]: c["distance_in_unit"] for c in document["columns"]}
    same("evidently", distances, told["evidently"], 1e-6)
    same("nannyml", in_unit, told["nannyml"], 0.02)
    what = f"{NUMBERS + KINDS} columns, {ROWS:,} against {ROWS:,} rows"
    yield table.faster(f"`assay data drift --joint-rows 0`, {what}", ours,
                       f"Evidently {version('evidently')}, drift preset, equal distances",
                       of_evidently, 30)
    yield table.faster(f"`assay data drift --joint-rows 0`, {what}", ours,
                       f"NannyML {version('nannyml')}, 3 and 2 methods a column", of_nannyml, 8)
    yield table.row(f"`assay data drift`, {what}, with the classifier for all columns at once: "
                    f"{max(megabytes for *_, megabytes in took):.0f} MB", whole)


def exact(reference, current):
    """The four statistics from all rows, by SciPy and NumPy as Evidently defines them."""
    edges = np.histogram_bin_edges(np.concatenate([reference, current]), bins="sturges")
    first, second = (np.histogram(each, edges)[0] / len(each) for each in (reference, current))
    middle = (first + second) / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        halves = [np.nansum(each * np.log(each / middle)) / 2 for each in (first, second)]
    for each in (first, second):
        smallest = each[each > 0].min()
        each[each == 0] = smallest / 1e6 if smallest <= 1e-4 else 1e-4
    return {"ks": stats.ks_2samp(reference, current).statistic,
            "wasserstein": stats.wasserstein_distance(reference, current),
            "psi": np.sum((first - second) * np.log(first / second)), "js": np.sqrt(sum(halves))}


def sketches(build):
    random = np.random.default_rng(1)
    reference, current = random.normal(size=LONG), random.normal(0.05, 1.02, LONG)
    with tempfile.TemporaryDirectory() as folder:
        reference.tofile(pathlib.Path(folder, "reference"))
        current.tofile(pathlib.Path(folder, "current"))
        told = table.printed(build / "stats_bench", "sketch", folder, LONG)
    kept = {}
    theirs = table.seconds(lambda: kept.update(exact(reference, current)))
    for name, value in kept.items():
        if abs(told[name] - value) > told[f"{name}_bound"] + 1e-12:
            raise SystemExit(f"sketch: {name} is {told[name]}, beyond its bound from {value}")
    what = f"KS + Wasserstein + PSI + JS of one column, {LONG:,} against {LONG:,} rows"
    peer = f"SciPy {version('scipy')} and NumPy {version('numpy')}, from all rows"
    ratio = f"{theirs / told['seconds']:,.0f}x faster"
    yield table.row(f"{what}, from sketches (ranks off by at most {told['error']:.0e})",
                    told["seconds"], peer, theirs, ratio, "0.3 s", told["seconds"] <= 0.3)
    both = told["build"] + told["seconds"]
    yield table.row(f"{what}, sketches made too, two threads", both, peer, theirs,
                    f"{theirs / both:,.1f}x faster")


def measure(build):
    warnings.simplefilter("ignore")
    yield from tables(build)
    yield from sketches(build)


if __name__ == "__main__":
    table.run(__doc__, measure)
