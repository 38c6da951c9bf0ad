"""What is made once for all tests."""

from __future__ import annotations

import pytest

from tonecheck import Checker


@pytest.fixture(scope="session")
def checker() -> Checker:
    """The built-in rulebook, with its reader."""
    return Checker()


@pytest.fixture(scope="session")
def patterns() -> Checker:
    """The built-in rulebook, patterns alone."""
    return Checker(reader=False)
