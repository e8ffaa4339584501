"""One function for each operation that takes a table; run() reaches the others."""

import pathlib
import tempfile

from assay import program, tables
from assay.result import Result


def run(operation, *inputs, **flags):
    """Any operation by its name: ``run("data diff", old, new, key="id")``. Inputs are what the
    command line takes by position, texts, paths and tables; flags may be tables too."""
    tabular = {name: value for name, value in flags.items() if tables.is_frame(value)}
    given = [value for value in inputs if value is not None]
    with tables.files(*given, *tabular.values()) as paths:
        flags.update(zip(tabular, paths[len(given):]))
        words = [*paths[:len(given)], *program.flags_of(flags)]
        return Result(*program.call(operation, words))


def study(data=None, product=None, **flags):
    """Is this product worth building? ``product`` is a product file; ``data`` overrides its table."""
    if product is None and str(data).endswith(".toml"):
        data, product = None, data
    return run("study", product, data=data, **flags)


def profile(table, **flags):
    """What a table holds, and what is wrong with it."""
    return run("data profile", table, **flags)


def check(table, against=None, **flags):
    """What is wrong with a table, by all checks whose input is given."""
    return run("data check", table, against=against, **flags)


def drift(current, against, **flags):
    """What moved between a reference and today's table, and what it means for a model."""
    return run("data drift", current, against=against, **flags)


def labels(table, **flags):
    """Labels that are likely wrong, and how far annotators agree."""
    return run("data labels", table, **flags)


def evaluate(predictions, against=None, **flags):
    """Everything that predictions tell about a model: yes or no, one of several classes (``probs``),
    or a number (``quantile``). ``against`` is another model's column or table."""
    return run("evaluate", predictions, against=against, **flags)


def claim(statement, predictions, **flags):
    """Do the predictions support a statement such as "auc >= 0.80"? ``no`` is True unless they do."""
    return run("evaluate claim", statement, predictions, **flags)


def report(result, path):
    """Writes the HTML report of a result, of its document, or of the file where that was saved; the
    path is returned."""
    if isinstance(result, (str, pathlib.PurePath)):
        program.call("report", [result, f"--output={path}"])
        return path
    if not isinstance(result, (Result, dict)):
        raise TypeError(f"a report is made of a Result, its document or a saved one, not of a "
                        f"{type(result).__name__}: call check(), evaluate() or study() first")
    with tempfile.TemporaryDirectory(prefix="assay-") as folder:
        document = pathlib.Path(folder, "document.json")
        (result if isinstance(result, Result) else Result(result)).save(document)
        program.call("report", [document, f"--output={path}"])
    return path


def version():
    """Version of the program, and of the engines in it."""
    return run("version")
