"""Scores saved models from their files alone, as their READMEs say.

    test_model --gtest_also_run_disabled_tests --gtest_filter=Saved.DISABLED_WriteForPython
    python score_saved.py /tmp/assay_golden > scores.json

Needs numpy, xxhash and xgboost 3.4.1. scores.json is what it printed.
"""

import json
import math
import pathlib
import re
import sys

import numpy
import xgboost
import xxhash

WORD_BUCKETS = 1 << 18


def words(text, pattern, most=None):
    folded = bytes(b + 32 if 65 <= b <= 90 else b for b in text.encode())
    return [b" " + run + b" " for run in re.findall(pattern, folded)][:most]


def word_bucket(gram):
    return xxhash.xxh3_64_intdigest(gram, seed=1) % WORD_BUCKETS


def text_grams(text):
    found = words(text, rb"[0-9a-zA-Z\x80-\xff]+", 200)
    grams = [word_bucket(word) for word in found]
    grams += [word_bucket(left + right) for left, right in zip(found, found[1:])]
    for run in words(text, rb"[^ \t-\r]+", 40):
        characters = run.decode()
        for length in (3, 4):
            for start in range(len(characters) - length + 1):
                gram = characters[start : start + length].encode()
                grams.append(
                    WORD_BUCKETS + xxhash.xxh3_64_intdigest(gram, seed=2) % WORD_BUCKETS
                )
    return grams


def hour_and_weekday(microseconds):
    hours = microseconds // 3_600_000_000
    return hours % 24, (hours // 24 + 3) % 7


def score_average(model, preprocessing, rows):
    bins = preprocessing["bins"]
    assert bins["by"] == "value"
    scores = []
    for value in rows[preprocessing["column"]]:
        found = 0 if value is None else 1 + sum(edge <= value for edge in bins["edges"])
        rate = model["rates"][found]
        scores.append(math.log(rate / (1 - rate)))
    return scores


def text_terms(column, text):
    tfidf = column["tfidf"]
    position = {bucket: i for i, bucket in enumerate(tfidf["buckets"])}
    grams = [gram for gram in text_grams(text) if gram in position]
    blocks = ({}, {})
    for gram in set(grams):
        weight = (1 + math.log(grams.count(gram))) * tfidf["inverse_document_frequency"][
            position[gram]
        ]
        blocks[gram >= WORD_BUCKETS][column["first_coefficient"] + position[gram]] = weight
    for block in blocks:
        length = math.sqrt(sum(weight * weight for weight in block.values()))
        for index, weight in block.items():
            yield index, weight / length


def linear_terms(column, value):
    first = column["first_coefficient"]
    if value is None:
        terms = [(column["missing_coefficient"], 1)]
    elif column["kind"] == "number":
        scaled = (value - column["mean"]) / column["sd"]
        terms = [(first, min(max(scaled, -8), 8))]
    elif column["kind"] == "category":
        known = value in column["levels"]
        where = first + column["levels"].index(value) if known else column["rare_coefficient"]
        terms = [(where, 1)]
    elif column["kind"] == "time":
        hour, weekday = hour_and_weekday(value)
        terms = [(first + hour, 1), (first + 24 + weekday, 1)]
    else:
        terms = text_terms(column, value)
    return [(index, weight) for index, weight in terms if index is not None]


def score_linear(model, preprocessing, rows):
    scores = []
    for row in range(len(rows["delay"])):
        score = model["intercept"]
        for column in preprocessing["columns"]:
            for index, weight in linear_terms(column, rows[column["name"]][row]):
                score += weight * model["coefficients"][index]["value"]
        scores.append(score)
    return scores


def dense_cells(column, value):
    if column["kind"] == "number":
        return [math.nan if value is None else value]
    if column["kind"] == "category":
        return [column["levels"].index(value) if value in column["levels"] else math.nan]
    if column["kind"] == "time":
        return list(hour_and_weekday(value))
    buckets = [word_bucket(word) for word in words(value, rb"[0-9a-zA-Z\x80-\xff]+")]
    return [len(buckets)] + [buckets.count(bucket) for bucket in column["word_buckets"]]


def score_boosted(folder, preprocessing, rows):
    cells = [
        sum((dense_cells(c, rows[c["name"]][row]) for c in preprocessing["columns"]), [])
        for row in range(len(rows["delay"]))
    ]
    booster = xgboost.Booster(model_file=folder / "model.json")
    matrix = xgboost.DMatrix(
        numpy.array(cells, dtype=numpy.float32),
        missing=numpy.nan,
        feature_names=preprocessing["encoded_names"],
        feature_types=preprocessing["encoded_types"],
        enable_categorical=True,
    )
    return [float(score) for score in booster.predict(matrix, output_margin=True)]


def main(folder):
    rows = json.loads((folder / "rows.json").read_text())

    def read(kind, file):
        return json.loads((folder / kind / file).read_text())

    scores = {
        "average": score_average(
            read("average", "model.json"), read("average", "preprocessing.json"), rows
        ),
        "linear": score_linear(
            read("linear", "model.json"), read("linear", "preprocessing.json"), rows
        ),
        "boosted": score_boosted(
            folder / "boosted", read("boosted", "preprocessing.json"), rows
        ),
    }
    print(json.dumps(scores, indent=1))


main(pathlib.Path(sys.argv[1]))
