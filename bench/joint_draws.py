"""Joint draws of ten values against the same steps in NumPy; the draws are compared."""

import pathlib
import tempfile

import numpy as np

import table

DRAWS, GROUPS, COORDINATES = 4_000, 400, 10


def draw(random):
    return random.poisson(1.0, (DRAWS, GROUPS)).astype(np.uint8)


def joint_draws(means, influence, covariance, weights):
    """Poisson bootstrap, whitened by its symmetric root, shaped by that of the covariance."""
    drawn = (weights - 1.0) @ influence
    drawn -= drawn.mean(axis=0)
    drawn /= drawn.std(axis=0, ddof=1)
    values, vectors = np.linalg.eigh(drawn.T @ drawn / (DRAWS - 1))
    whiten = (vectors / np.sqrt(values)) @ vectors.T
    sd = np.sqrt(np.diag(covariance))
    values, vectors = np.linalg.eigh(covariance / np.outer(sd, sd))
    root = (vectors * np.sqrt(np.maximum(values, 0))) @ vectors.T
    return means + drawn @ (whiten @ root * sd)


def measure(build):
    random = np.random.default_rng(0)
    influence = random.normal(size=(GROUPS, COORDINATES)) / GROUPS
    root = random.normal(size=(COORDINATES, COORDINATES))
    given = {"means": random.normal(size=COORDINATES), "influence": influence,
             "covariance": root @ root.T,
             "weights": draw(random)}
    with tempfile.TemporaryDirectory() as folder:
        for name, values in given.items():
            values.tofile(pathlib.Path(folder, name))
        own = [build / "stats_bench", "joint", folder, DRAWS, GROUPS, COORDINATES]
        taken = []

        def ours():
            taken.append(table.printed(*own))
            return taken[-1]["seconds"]

        own_seconds, theirs, drawing = table.interleaved(
            15, ours, lambda: table.seconds(lambda: joint_draws(**given)),
            lambda: table.seconds(lambda: draw(random)))
        same = np.allclose(np.fromfile(pathlib.Path(folder, "draws")).reshape(DRAWS, -1),
                           joint_draws(**given), atol=1e-9)
    if not same:
        raise SystemExit("joint_draws: NumPy's draws are others")
    own_drawing = min(run["weights"] for run in taken)
    name = f"joint draws, {DRAWS:,} x {GROUPS} groups x {COORDINATES} values"
    peer = f"vectorised NumPy {np.__version__}, equal draws"
    yield table.faster(name, own_seconds + own_drawing, peer, theirs + drawing, 5)
    yield table.part(f"{name}: of that with the weights given", own_seconds, peer, theirs)


if __name__ == "__main__":
    table.run(__doc__, measure)
