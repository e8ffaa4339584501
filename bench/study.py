"""Whole programs: a study of made data, one of real flights, and the start of the program."""

import pathlib
import statistics
import tempfile

import made
import table

FLIGHTS = pathlib.Path(__file__).resolve().parents[1] / "examples/flights"


def best(times, work):
    """The quickest of several runs, each (wall, processor, megabytes)."""
    return min(work() for _ in range(times))


def study(build, *words, folder="."):
    return table.process(build / "assay", "study", *words, "--no-record", "--quiet", folder=folder)


def limits(what, took, bar_seconds, bar_gigabytes):
    wall, processor, megabytes = took
    yield table.row(f"{what} ({processor:.0f} s of processor)", wall, bar=f"{bar_seconds} s",
                    met=wall <= bar_seconds)
    yield table.row(f"{what}: peak memory", f"{megabytes:.0f} MB", bar=f"{bar_gigabytes} GB",
                    met=megabytes <= 1000 * bar_gigabytes)


def measure(build):
    start = statistics.median(table.process(build / "assay", "version")[0] for _ in range(20))
    yield table.row("`assay version`, median of 20", start, bar="30 ms", met=start <= 0.030)
    with tempfile.TemporaryDirectory() as folder:
        made.write_table(f"{folder}/made.csv", 50_000, 20)
        took = best(3, lambda: study(build, "--data", "made.csv", "--target", "late",
                                     folder=folder))
    yield from limits("`assay study`, 50,000 x 20, made data", took, 20, 1)
    took = best(2, lambda: study(build, folder=FLIGHTS))
    yield from limits("`assay study`, examples/flights", took, 90, 2)


if __name__ == "__main__":
    table.run(__doc__, measure)
