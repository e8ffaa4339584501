"""Writes a golden file: JSON beside the scripts, one case a line, doubles written exactly."""

import json
import pathlib

import numpy as np


def plain(value):
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple, np.ndarray)):
        return [plain(each) for each in value]
    if isinstance(value, np.generic):
        return value.item()
    return value


def write(name, **sections):
    lines = []
    for section, cases in sections.items():
        rows = ",\n".join("  " + json.dumps(plain(case), allow_nan=False) for case in cases)
        lines.append(f' "{section}": [\n{rows}\n ]')
    text = "{\n" + ",\n".join(lines) + "\n}\n"
    pathlib.Path(__file__).with_name(name + ".json").write_text(text)
