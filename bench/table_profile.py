"""Profile and checks of large tables against DuckDB's SUMMARIZE, Evidently and ydata-profiling."""

import importlib.metadata
import os
import sys
import tempfile

import duckdb

import table

COLUMNS = 20


def write_table(file, rows, columns=COLUMNS):
    """Numbers of three shapes, whole numbers, categories, a time and an outcome; some gaps."""
    kinds = ["random() + random() + random() - 1.5", "exp(random() * 3)",
             "CASE WHEN random() < 0.05 THEN NULL ELSE random() * 50 END",
             "(random() * 1000)::INT", "'level ' || (random() * random() * 12)::INT",
             "TIMESTAMP '2024-01-01' + to_seconds((i * 3) % 31000000)", "random() < 0.3"]
    wanted = ", ".join(f"{kinds[at % len(kinds)]} AS c{at}" for at in range(columns - 1))
    with duckdb.connect() as made:
        made.execute("SET threads = 2; SELECT setseed(0.5)")
        made.execute(f"COPY (SELECT {wanted}, random() < 0.1 AS y FROM range({rows}) t(i)) "
                     f"TO '{file}' (FORMAT parquet)")


def in_a_process(what, file):
    """Seconds and megabytes of one peer in a process of its own, reading included."""
    done = table.process(sys.executable, __file__, "--peer", what, file)
    return done[0], done[2]


def summarize(file):
    with duckdb.connect() as opened:
        opened.execute("SET threads = 2")
        opened.execute(f"SUMMARIZE SELECT * FROM '{file}'").fetchall()


def evidently(file):
    from evidently import Dataset, Report
    from evidently.presets import DataSummaryPreset
    import pandas

    Report([DataSummaryPreset()]).run(Dataset.from_pandas(pandas.read_parquet(file)), None).dict()


def ydata(file):
    import pandas
    from ydata_profiling import ProfileReport

    ProfileReport(pandas.read_parquet(file), minimal=True, progress_bar=False).get_description()


PEERS = {"summarize": summarize, "evidently": evidently, "ydata": ydata}


def profile(build, file, *more):
    wall, _, megabytes = table.process(build / "assay", "data", "profile", file, "--quiet", *more)
    return wall, megabytes


def large(build, folder):
    file = f"{folder}/large.parquet"
    write_table(file, 10_000_000)
    (ours, _), (theirs, _) = (min(taken) for taken in zip(
        *[(profile(build, file, "--target", "y"), in_a_process("summarize", file)) for _ in range(2)]))
    megabytes = profile(build, file, "--target", "y")[1]
    what = f"check and profile, 10,000,000 x {COLUMNS}"
    peer = f"SUMMARIZE, DuckDB {duckdb.__version__}"
    yield table.row(what, ours, peer, theirs, table.compared(theirs / ours), "30 s, and faster",
                    ours <= 30 and ours < theirs)
    yield table.row(f"{what}: peak memory", f"{megabytes:.0f} MB", bar="2 GB", met=megabytes <= 2000)
    os.remove(file)


def peers(build, folder):
    file = f"{folder}/middle.parquet"
    write_table(file, 1_000_000)
    ours = min(profile(build, file)[0] for _ in range(3))
    for name, package, words in [("evidently", "evidently", "DataSummaryPreset"),
                                 ("ydata", "ydata-profiling", "minimal")]:
        theirs = in_a_process(name, file)[0]
        version = importlib.metadata.version(package)
        yield table.faster(f"check and profile, 1,000,000 x {COLUMNS}", ours,
                           f"{package} {version}, {words}", theirs, 10)


def growth(build, folder):
    for rows in [1_000_000, 10_000_000, 100_000_000]:
        file = f"{folder}/rows.parquet"
        write_table(file, rows, 5)
        wall, megabytes = profile(build, file)
        yield table.row(f"check and profile, {rows:,} x 5: {1e9 * wall / rows:.0f} ns a row, "
                        f"{megabytes:.0f} MB", wall)
        os.remove(file)


def measure(build):
    with tempfile.TemporaryDirectory() as folder:
        for part in (large, peers, growth):
            yield from part(build, folder)


if __name__ == "__main__":
    if sys.argv[1] == "--peer":
        PEERS[sys.argv[2]](sys.argv[3])
    else:
        table.run(__doc__, measure)
