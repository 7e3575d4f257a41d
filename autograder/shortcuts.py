"""Notice, in neutral words, that a submission asks for a library which already has what is to be written."""

import re

__all__ = ["shortcuts"]

_LIBRARIES = "autograd|autograder|jax|keras|nbgrader|scipy|sklearn|source_lib|tensorflow|torch"
_IMPORT = re.compile(
    rf"^[ \t]*(?:import|from)[ \t]+(?:[\w.]+[ \t]*,[ \t]*)*({_LIBRARIES})\b"
    rf"|(?:__import__|import_module)\(\s*[\"']({_LIBRARIES})\b",
    re.MULTILINE,
)


def shortcuts(cells):
    """Yield a note for each cell that imports a library which the course does not use.

    Parameters
    ----------
    cells : iterable of autograder.sandbox.Cell
    """
    for cell in cells:
        names = sorted({first or second for first, second in _IMPORT.findall(cell.source)})
        if names:
            listed = ", ".join(f"`{name}`" for name in names)
            yield f"The cell `{cell.id}` asks for {listed}, which is not part of the course and is not there."
