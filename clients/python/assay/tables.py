"""Tables as files that assay reads: what is a file already stays where it is, frames become Arrow."""

import contextlib
import os
import pathlib
import tempfile

import pyarrow
import pyarrow.ipc


def is_frame(value):
    """True for a table in memory: pandas, Polars (also lazy), Arrow."""
    return any(hasattr(value, name) for name in ("__arrow_c_stream__", "collect_schema", "iloc"))


def arrow(frame):
    """A pyarrow Table of a pandas or Polars frame, or of anything that exports an Arrow stream."""
    if isinstance(frame, pyarrow.Table):
        return frame
    if hasattr(frame, "collect_schema") and hasattr(frame, "collect"):  # Polars, lazy or not
        frame = frame.lazy().collect()
    if hasattr(frame, "to_arrow"):  # Polars: strings in the layout that all readers know
        return frame.to_arrow()
    if hasattr(frame, "iloc"):  # pandas: a default index is no column, a named one is
        named = any(name is not None for name in frame.index.names)
        return pyarrow.Table.from_pandas(frame, preserve_index=named)
    if hasattr(frame, "__arrow_c_stream__"):
        return pyarrow.table(frame)
    raise TypeError(f"a table is a path, a DataFrame or an Arrow table, not {type(frame).__name__}")


@contextlib.contextmanager
def files(*tables):
    """Paths of tables; those that are written for the call are gone after it."""
    with tempfile.TemporaryDirectory(prefix="assay-") as folder:
        yield [_file(table, pathlib.Path(folder, f"table{number}.arrow"))
               for number, table in enumerate(tables)]


def _file(table, target):
    if isinstance(table, (str, os.PathLike)):
        return table
    content = arrow(table)
    with pyarrow.ipc.new_file(target, content.schema) as out:
        out.write_table(content)
    return target
