"""assay from Python: tables in, documents out.

Each function runs one operation of the assay program and returns its document. A table is a path, a
pandas or Polars DataFrame, a pyarrow Table, or anything that exports an Arrow stream; it reaches the
program as an Arrow file, never as CSV. Keyword arguments are the operation's flags, with underscores
for hyphens: ``true_positive=6`` is ``--true-positive 6``, ``(4, 6)`` a range, a list repeats the flag, True sets
it, and a dictionary gives pairs: ``probs={"cat": "p_cat", "dog": "p_dog"}``.

    import assay
    study = assay.study(frame, target="late", true_positive=6, false_positive=-2)
    study.verdict.sentence
    study.frame("options")
    assay.report(study, "report.html")

``assay help`` and docs/reference.md list the operations and their flags.
"""

from assay.operations import (check, claim, drift, evaluate, labels, profile, report, run, study,
                              version)
from assay.program import AssayError
from assay.result import Result

__all__ = ["AssayError", "Result", "check", "claim", "drift", "evaluate", "labels", "profile",
           "report", "run", "study", "version"]
