"""The examples in the docstrings of the linker are true."""

import doctest
import importlib
import pkgutil

import pytest

import streams.linking

MODULES = sorted(module.name for module in pkgutil.iter_modules(streams.linking.__path__))


@pytest.mark.parametrize("name", MODULES)
def test_what_a_docstring_shows_comes_out_so(name):
    """
    An example that is not run is a rumour.
    """
    module = importlib.import_module(f"streams.linking.{name}")

    assert 0 == doctest.testmod(module).failed


def test_there_are_examples():
    """
    A search that finds nothing proves nothing.
    """
    module = importlib.import_module("streams.linking.traits")

    assert doctest.testmod(module).attempted >= 8
