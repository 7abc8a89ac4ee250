"""Python files as syntax trees, for the tests that read code."""

import ast
import gc
from functools import cache
from pathlib import Path


@cache
def tree_of(path: Path) -> ast.Module:
    """The file's syntax tree; not to be changed, since others are given the same."""
    return parsed(path.read_text())


def parsed(source: str) -> ast.Module:
    """
    As `ast.parse`, and nothing collected meanwhile.

    Before Python 3.11.8 parsing fails ("AST constructor recursion depth mismatch") when what is
    collected during it raises in its finaliser, as a socket of a stopped broker may: the traceback
    is then made by parsing too.  https://github.com/python/cpython/issues/106905
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        return ast.parse(source)
    finally:
        if was_on:
            gc.enable()
