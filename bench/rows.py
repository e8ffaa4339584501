"""How a study's time grows with rows; above 60,000 it trains on a sample of all."""

import tempfile

import made
import study
import table


def measure(build):
    for rows in [10_000, 100_000, 1_000_000]:
        with tempfile.TemporaryDirectory() as folder:
            made.write_table(f"{folder}/made.csv", rows, 10)
            wall, processor, megabytes = study.study(
                build, "--data", "made.csv", "--target", "late", folder=folder)
        yield table.row(f"`assay study`, {rows:,} x 10: {1e6 * wall / rows:.0f} µs a row, "
                        f"{processor:.0f} s of processor, {megabytes:.0f} MB", wall)


if __name__ == "__main__":
    table.run(__doc__, measure)
