"""Rows of docs/performance.md, how times are taken; table.py PAGE ROWS puts them into the page."""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import time

HEAD = "| What | assay | Peer | Peer's time | Ratio | Bar | Met |\n|---|--:|---|--:|--:|---|---|\n"
START, END = "<!-- measured by make bench -->\n", "<!-- end -->\n"


def interleaved(repeats, *works):
    """The least seconds of each work, taken in turns; a work returns the seconds it took."""
    taken = [[work() for work in works] for _ in range(repeats)]
    return [min(column) for column in zip(*taken)]


def seconds(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def printed(*command):
    """What a bench program printed, as JSON."""
    done = subprocess.run(list(map(str, command)), check=True, text=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)


def process(*command, folder="."):
    """Wall seconds, processor seconds and peak resident megabytes of a program."""
    start = time.perf_counter()
    child = subprocess.Popen(list(map(str, command)), cwd=folder, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    if status != 0:
        raise SystemExit(f"failed: {' '.join(map(str, command))}")
    wall = time.perf_counter() - start
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def shown(value):
    if value < 1:
        return f"{1000 * value:.3g} ms"
    return f"{value:.3g} s" if value < 100 else f"{value:.0f} s"


def row(what, own, peer="", theirs="", ratio="", bar="", met=None):
    """One line of the table; a bar has `met`, True or False."""
    own, theirs = (shown(time) if isinstance(time, float) else time for time in (own, theirs))
    return [what, own, peer, theirs, ratio, bar, "" if met is None else "yes" if met else "**no**"]


def compared(ratio):
    quick, said = max(ratio, 1 / ratio), "faster" if ratio >= 1 else "slower"
    digits = 0 if quick >= 100 else 1
    return f"{quick:,.{digits}f}x {said}"


def faster(what, own, peer, theirs, least):
    """A row whose bar is how many times as fast as the peer assay is at least."""
    ratio = theirs / own
    return row(what, own, peer, theirs, compared(ratio), f"{least}x", ratio >= least)


def part(what, own, peer, theirs):
    """A part of the row before, which has no bar of its own."""
    return row(what, own, peer, theirs, compared(theirs / own))


def share(what, own, peer, theirs, most):
    """A row whose bar is the share of the peer's time that assay takes at most."""
    ratio = own / theirs
    said = f"{ratio:.2f} of its time"
    return row(what, own, peer, theirs, said, f"at most {most}", ratio <= most)


def run(description, measure):
    """Command line of a comparison: `measure` takes the build folder and yields rows."""
    options = argparse.ArgumentParser(description=description)
    options.add_argument("build", type=pathlib.Path, help="folder of the built programs")
    options.add_argument("--into", type=pathlib.Path, help="file that the rows are added to")
    options = options.parse_args()
    for cells in measure(options.build.resolve()):
        line = f"| {' | '.join(cells)} |\n"
        print(line, end="", flush=True)
        if options.into:
            with options.into.open("a", encoding="utf-8") as file:
                file.write(line)


def main():
    page, rows = map(pathlib.Path, sys.argv[1:])
    before, rest = page.read_text(encoding="utf-8").split(START)
    after = rest.split(END)[1]
    page.write_text(before + START + HEAD + rows.read_text() + END + after, encoding="utf-8")


if __name__ == "__main__":
    main()
