"""The assay program: where it is, and how one of its operations is run."""

import json
import os
import shutil
import subprocess

NO = 1  # the exit code of an operation that ran, and whose answer is no


class AssayError(Exception):
    """What assay refused or failed to do, with what to do about it."""

    def __init__(self, what, hint="", code=4):
        super().__init__(f"{what}\n{hint}" if hint else what)
        self.what = what
        self.hint = hint
        self.code = code  # 2 the input is wrong, 3 something outside failed, 4 a defect in assay


def program():
    """Path of the assay program: $ASSAY_PROGRAM, else the one on the PATH."""
    found = os.environ.get("ASSAY_PROGRAM") or shutil.which("assay")
    if not found or not os.access(found, os.X_OK):
        raise AssayError("there is no assay program" if not found else f"cannot run {found}",
                         "build it (make build) and set ASSAY_PROGRAM, or put it on the PATH", 3)
    return found


def flags_of(given):
    """Words of the command line for keyword arguments; None and False are left out, a pair of numbers
    in a tuple is a range."""
    words = []
    for name, value in given.items():
        flag = "--" + name.replace("_", "-")
        if isinstance(value, dict):
            value = [f"{key}={each}" for key, each in value.items()]
        if isinstance(value, tuple) and len(value) == 2 and all(map(_is_number, value)):
            value = f"{value[0]}..{value[1]}"
        for each in value if isinstance(value, (list, tuple)) else [value]:
            if each is True:
                words.append(flag)
            elif each is not None and each is not False:
                words.append(f"{flag}={each}")
    return words


def _is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def call(operation, words):
    """Runs one operation; its document and whether its answer was no."""
    command = [program(), *operation.split(), *map(str, words), "--json", "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    if done.returncode not in (0, NO):
        raise _error(done)
    return json.loads(done.stdout), done.returncode == NO


def _error(done):
    """The error that the program told: "error: …" with its "hint: …", each over one or more lines."""
    said = {"error": [], "hint": []}
    part = "error"
    for line in done.stderr.splitlines():
        for name in said:
            if line.startswith(name + ": "):
                part, line = name, line[len(name) + 2:]
        said[part].append(line.strip())
    what = " ".join(said["error"]).strip() or f"assay ended with code {done.returncode}"
    return AssayError(what, " ".join(said["hint"]).strip(), done.returncode)
