#!/usr/bin/env python3
"""Makes seeded labels for stories: make_labels ROWS FILE [--votes | --export] [--noise N] [--seed S].

Photographs of cats, dogs and foxes. Alone: one label a row, of which a share is wrong (--noise), and
the chances of a model that tells the animals apart. --votes: one row for each label of four people,
of whom dan guesses much, with the seconds that it took. --export: the same as Label Studio exports it.
The same arguments give the same bytes everywhere.
"""

import argparse
import json
import math

from make_table import Stream

ANIMALS = ["cat", "dog", "fox"]
PEOPLE = {"ann": 0.95, "bob": 0.92, "cleo": 0.9, "dan": 0.6}


def other(stream, animal):
    return (animal + 1 + int(2 * stream.uniform())) % 3


def chances(stream, truth):
    """Softmax of hazy scores; the haze is a sum of uniforms, so that no library is needed."""
    scores = [sum(stream.uniform() for _ in range(6)) - 3 for _ in ANIMALS]
    scores[truth] += 3.5
    total = sum(math.exp(2 * each) for each in scores)
    return [math.exp(2 * each) / total for each in scores]


def labelled(stream, rows, noise):
    yield ["photo", "y", "truth", *(f"p_{name}" for name in ANIMALS)]
    for number in range(1, rows + 1):
        truth = int(3 * stream.uniform())
        given = other(stream, truth) if stream.uniform() < noise else truth
        told = [f"{each:.6f}" for each in chances(stream, truth)]
        yield [f"photo-{number}", ANIMALS[given], ANIMALS[truth], *told]


def votes(stream, rows):
    for number in range(1, rows + 1):
        truth = int(3 * stream.uniform())
        for person, skill in PEOPLE.items():
            right = stream.uniform() < skill
            said = truth if right else other(stream, truth)
            seconds = round((3 if person == "dan" else 8) * (0.5 + stream.uniform()), 1)
            yield [f"photo-{number}", person, ANIMALS[said], seconds]


def tasks(stream, rows):
    out = {}
    for photo, person, said, seconds in votes(stream, rows):
        choice = {"from_name": "animal", "to_name": "photo", "type": "choices",
                  "value": {"choices": [said]}}
        task = out.setdefault(photo, {"id": len(out) + 1, "data": {"photo": photo + ".jpg"},
                                      "annotations": []})
        task["annotations"].append({"completed_by": {"email": person + "@example.org"},
                                    "lead_time": seconds, "result": [choice]})
    return list(out.values())


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("rows", type=int)
    parser.add_argument("file")
    parser.add_argument("--votes", action="store_true")
    parser.add_argument("--export", action="store_true")
    parser.add_argument("--noise", type=float, default=0.08)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    stream = Stream(asked.seed)
    with open(asked.file, "w", encoding="utf-8") as out:
        if asked.export:
            out.write(json.dumps(tasks(stream, asked.rows), indent=1) + "\n")
            return
        head = [["photo", "person", "y", "seconds"]]
        lines = [*head, *votes(stream, asked.rows)] if asked.votes else labelled(
            stream, asked.rows, asked.noise)
        for values in lines:
            out.write(",".join(str(each) for each in values) + "\n")


if __name__ == "__main__":
    main()
