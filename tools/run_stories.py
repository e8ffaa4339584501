#!/usr/bin/env python3
"""Runs stories: run_stories.py BINARY [STORY…]. Without stories, all of stories/*.story.

A story is a text file of commands and what they answer:

    # prose, for the reader
    $ assay version
    assay …
    $ assay studdy
    error: there is no command "studdy"
    hint: did you mean "study"?
    [exit 2]

A line `$ command` runs in a shell; `> more` lines continue it. The lines below it are what it
prints, standard output and standard error together; `…` stands for the rest of a line, or for
anything inside it; a line that is only `…` stands for any number of lines. `[exit N]` says the exit
code when it is not 0. Each story runs in a fresh folder, with `assay`, `make_table` and
`make_labels` on the path.
"""

import argparse
import difflib
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
ANYTHING = "…"


class Step:
    def __init__(self, line, command):
        self.line = line
        self.command = command
        self.expected = []
        self.exit_code = 0


def parse(story):
    steps = []
    for number, line in enumerate(story.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("$ "):
            steps.append(Step(number, line[2:]))
        elif line.startswith("> ") and steps and not steps[-1].expected:
            steps[-1].command += "\n" + line[2:]
        elif line == ">" and steps and not steps[-1].expected:
            steps[-1].command += "\n"
        elif line.startswith("# ") or line == "#":
            continue
        elif match := re.fullmatch(r"\[exit (\d+)\]", line):
            steps[-1].exit_code = int(match[1])
        elif steps:
            steps[-1].expected.append(line)
        elif line.strip():
            raise SystemExit(f"{story}:{number}: neither a command nor prose: {line}")
    return steps


def pattern(lines):
    """The expected lines as one regular expression."""
    out = ""
    for line in lines:
        if line.strip() == ANYTHING:
            out += r"(?:.*\n)*?"
        else:
            out += ".*".join(re.escape(part) for part in line.split(ANYTHING)) + r"\n"
    return re.compile(out)


def trimmed(lines):
    """Without blank lines at the end: a story separates its steps with them."""
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    return [line.rstrip() for line in lines]


def check(step, output, exit_code):
    """What is wrong with a step's outcome, or nothing."""
    got = trimmed(output.splitlines())
    wanted = trimmed(step.expected)
    text = "".join(line + "\n" for line in got)
    problems = []
    if exit_code != step.exit_code:
        problems.append(f"exit code {exit_code}, expected {step.exit_code}")
    if not pattern(wanted).fullmatch(text):
        problems += difflib.unified_diff(wanted, got, "expected", "got", lineterm="", n=2)
    return problems


def surroundings(folder, binary):
    """A folder with the programs that stories use, and an environment that is the same everywhere."""
    programs = pathlib.Path(folder, "bin")
    programs.mkdir()
    run_binary = programs / "assay"
    run_binary.write_text(f'#!/bin/sh\nexec {shlex.quote(str(binary))} "$@"\n')
    for name in ("make_table", "make_labels"):
        maker = shlex.quote(str(ROOT / "tools" / f"{name}.py"))
        (programs / name).write_text(f'#!/bin/sh\nexec python3 {maker} "$@"\n')
    for program in programs.iterdir():
        program.chmod(0o755)
    environment = {key: os.environ[key] for key in ("HOME", "TMPDIR") if key in os.environ}
    environment |= {"PATH": f"{programs}:{os.environ['PATH']}", "LANG": "C.UTF-8", "COLUMNS": "80",
                    "TZ": "UTC"}
    return environment


def run(story, binary, limit):
    with tempfile.TemporaryDirectory(prefix="story-") as folder:
        environment = surroundings(folder, binary)
        work = pathlib.Path(folder, "work")
        work.mkdir()
        for step in parse(story):
            done = subprocess.run(["bash", "-c", step.command], cwd=work, env=environment,
                                  stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                  stderr=subprocess.STDOUT, timeout=limit, check=False)
            problems = check(step, done.stdout.decode("utf-8", "replace"), done.returncode)
            if problems:
                print(f"{story}:{step.line}: $ {step.command}")
                print("\n".join("    " + line for line in problems))
                return False
    print(f"ok  {story.stem}")
    return True


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("stories", nargs="*", type=pathlib.Path)
    parser.add_argument("--limit", type=float, default=300, help="seconds a command may take")
    asked = parser.parse_args()
    stories = asked.stories or sorted((ROOT / "stories").glob("*.story"))
    results = [run(story, asked.binary.resolve(), asked.limit) for story in stories]
    sys.exit(0 if all(results) and results else 1)


if __name__ == "__main__":
    main()
