import random

import pyarrow
import pytest


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    """Each test in a folder of its own: what is recorded stays there."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def shop():
    """600 visits; who looked at more is likelier to buy."""
    made = random.Random(0)
    visits = [made.randint(0, 20) for _ in range(600)]
    return pyarrow.table({
        "visits": visits,
        "shop": [made.choice(["north", "süd", "west"]) for _ in visits],
        "paid": [None if made.random() < 0.1 else made.uniform(1, 90) for _ in visits],
        "bought": [made.random() < (0.7 if each > 12 else 0.1) for each in visits]})
