"""Tables for the studies: numbers, a few categories, and an outcome that some of them drive."""

import csv

import numpy as np


def write_table(file, rows, columns):
    """`columns` inputs, one in four of them a category, and the outcome `late`."""
    random = np.random.default_rng(0)
    inputs = {}
    for at in range(columns):
        if at % 4 == 3:
            inputs[f"kind{at}"] = random.choice(["red", "green", "blue", "black"], rows)
        else:
            inputs[f"size{at}"] = random.normal(size=rows).round(4)
    sizes = [values for name, values in inputs.items() if name.startswith("size")]
    odds = sizes[0] + sizes[1] * sizes[2] + (inputs["kind3"] == "red") - 1.5
    inputs["late"] = (random.random(rows) < 1 / (1 + np.exp(-odds))).astype(int)
    with open(file, "w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(inputs)
        writer.writerows(zip(*(values.tolist() for values in inputs.values())))
