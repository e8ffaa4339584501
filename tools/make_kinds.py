#!/usr/bin/env python3
"""Makes two small seeded tables of predictions for documentation: make_kinds ROWS CLASSES.csv NUMBERS.csv.

Tickets have a topic of three with its probabilities and where a person routed them; trips have their minutes with
a prediction, a range and an older prediction. The same arguments give the same bytes everywhere.
"""

import sys

from make_table import Stream

TOPICS = ["billing", "delivery", "other"]


def normal(stream):
    """Nearly: twelve uniform numbers."""
    return sum(stream.uniform() for _ in range(12)) - 6


def ticket(stream, number):
    weight = [stream.uniform() ** 3 + 0.02 for _ in TOPICS]
    billing, delivery = (round(each / sum(weight), 3) for each in weight[:2])
    chance = [billing, delivery, round(1 - billing - delivery, 3)]
    at = stream.uniform()
    topic = TOPICS[0 if at < billing else 1 if at < billing + delivery else 2]
    routed = topic if stream.uniform() < 0.5 else TOPICS[int(3 * stream.uniform())]
    return [number, topic, *chance, routed, ["mail", "phone"][int(2 * stream.uniform())]]


def trip(stream, number):
    signal = 20 + 6 * normal(stream)
    minutes = signal + 4 * normal(stream)
    old = signal + 2 + 5 * normal(stream)
    values = [minutes, signal, signal - 5.1, signal + 5.1, old]
    return [number, number % 300, *(round(each, 2) for each in values),
            ["Bonn", "Kiel"][int(2 * stream.uniform())]]


def write(file, header, rows):
    with open(file, "w", encoding="utf-8") as out:
        out.write(header + "\n")
        for row in rows:
            out.write(",".join(str(each) for each in row) + "\n")


def main():
    rows, classes, numbers = int(sys.argv[1]), sys.argv[2], sys.argv[3]
    stream = Stream(4)
    write(classes, "ticket,topic,p_billing,p_delivery,p_other,routed,channel",
          [ticket(stream, number) for number in range(rows)])
    write(numbers, "trip,driver,minutes,predicted,low,high,old,city",
          [trip(stream, number) for number in range(rows)])


if __name__ == "__main__":
    main()
