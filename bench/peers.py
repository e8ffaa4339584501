"""What comparisons with a C++ program share: tables in a folder, times in turns, equal results."""

import pathlib
import tempfile

import numpy as np

import table


def scored(random, rows):
    """Labels and the chances of a model that tells something of them."""
    labels = (random.random(rows) < 0.2).astype(np.uint8)
    return labels, 1 / (1 + np.exp(1.5 - labels - random.normal(size=rows)))


def timed(repeats, command, tables, peer, result):
    """Least seconds of a program and of its peer, and the numbers that the program wrote.

    `command` is the words before and behind the folder that holds `tables`; `result` is the file."""
    with tempfile.TemporaryDirectory() as folder:
        for name, values in tables.items():
            values.tofile(pathlib.Path(folder, name))
        before, behind = command
        own = [*before, folder, *behind]
        ours, theirs = table.interleaved(
            repeats, lambda: table.printed(*own)["seconds"], lambda: table.seconds(peer))
        return ours, theirs, np.fromfile(pathlib.Path(folder, result))


def same(what, ours, theirs, **tolerance):
    """Ends the comparison where the peer computes something else: its time would mean nothing."""
    if not (ours.shape == theirs.shape and np.allclose(ours, theirs, **tolerance)):
        raise SystemExit(f"{what}: assay and its peer give other numbers")


def values(build, mode, sizes, tables, peer, **tolerance):
    """A mode of validate_bench against `peer(**tables)`: what table.faster needs behind the name."""
    command = ([build / "validate_bench", mode], sizes)
    ours, theirs, written = timed(15, command, tables, lambda: peer(**tables), "values")
    same(mode, written, np.ravel(peer(**tables)), **tolerance)
    return ours, f"vectorised NumPy {np.__version__}, equal values", theirs, 5


def fit(build, repeats, sizes, tables, peer):
    """model_bench against `peer`: seconds of both, and assay's scores."""
    return timed(repeats, ([build / "model_bench"], sizes), tables, peer, "scores")
