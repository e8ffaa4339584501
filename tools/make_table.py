#!/usr/bin/env python3
"""Makes a small seeded table for stories: make_table ROWS FILE.csv [--effect E] [--seed S] [--days D].

A visitor buys (bought = 1) with a chance that rises with `visits` and falls with `distance`; the
larger --effect, the more the columns tell. `member` is a hint that a rule can use, `shop` makes
groups, `day` is a date within --days days. The same arguments give the same bytes everywhere.
"""

import argparse
import datetime
import math


class Stream:
    """SplitMix64, so that the numbers do not depend on the Python version."""

    def __init__(self, seed):
        self.state = seed & (2**64 - 1)

    def uniform(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & (2**64 - 1)
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & (2**64 - 1)
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & (2**64 - 1)
        return ((z ^ (z >> 31)) >> 11) * 2.0**-53


def row(stream, effect, days):
    visits = int(-4 * math.log(1 - stream.uniform()))
    distance = round(1 + 30 * stream.uniform(), 1)
    shop = ["north", "south", "west"][int(3 * stream.uniform())]
    member = stream.uniform() < 0.3
    day = datetime.date(2026, 1, 1) + datetime.timedelta(days=int(days * stream.uniform()))
    score = -1.5 + effect * (0.25 * visits - 0.06 * distance + (0.8 if member else 0))
    bought = stream.uniform() < 1 / (1 + math.exp(-score))
    return [day.isoformat(), visits, distance, shop, int(member), int(bought)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("rows", type=int)
    parser.add_argument("file")
    parser.add_argument("--effect", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--days", type=int, default=100)
    asked = parser.parse_args()
    stream = Stream(asked.seed)
    rows = sorted(row(stream, asked.effect, asked.days) for _ in range(asked.rows))
    with open(asked.file, "w", encoding="utf-8") as out:
        out.write("visit,day,visits,distance,shop,member,bought\n")
        for number, values in enumerate(rows, start=1):
            out.write(",".join(str(each) for each in [number, *values]) + "\n")


if __name__ == "__main__":
    main()
