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


@pytest.fixture
def tickets():
    """600 tickets of three topics with honest probabilities, and where a person routed them."""
    made = random.Random(1)
    rows = []
    for _ in range(600):
        weights = [made.random() ** 3 + 0.02 for _ in range(3)]
        chance = [round(each / sum(weights), 4) for each in weights[:2]]
        chance.append(1 - sum(chance))
        topic = made.choices(["billing", "delivery", "other"], chance)[0]
        rows.append([topic, *chance, topic if made.random() < 0.5 else "other"])
    return pyarrow.table(dict(zip(["topic", "p_billing", "p_delivery", "p_other", "routed"],
                                  map(list, zip(*rows)))))


@pytest.fixture
def trips():
    """600 trips with their minutes, a prediction with its range, and an older prediction."""
    made = random.Random(2)
    signal = [20 + 6 * made.gauss(0, 1) for _ in range(600)]
    return pyarrow.table({
        "minutes": [each + 4 * made.gauss(0, 1) for each in signal],
        "predicted": signal,
        "low": [each - 5.1 for each in signal],
        "high": [each + 5.1 for each in signal],
        "old": [each + 2 + 5 * made.gauss(0, 1) for each in signal]})
