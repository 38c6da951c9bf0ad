"""What is made once for all tests."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import settings

from tonecheck import Checker

# Made-up input is judged by what comes out; how long it takes depends on the machine and is the benches' matter.
settings.register_profile("tonecheck", deadline=None)
settings.load_profile("tonecheck")

# What tests keep stays out of the user's own cache; their subprocesses see the same folder.
os.environ["TONECHECK_CACHE"] = tempfile.mkdtemp(prefix="tonecheck-tests-")
atexit.register(shutil.rmtree, os.environ["TONECHECK_CACHE"], ignore_errors=True)


@pytest.fixture(scope="session")
def checker() -> Checker:
    """The built-in rulebook, with its reader."""
    return Checker()


@pytest.fixture(scope="session")
def patterns() -> Checker:
    """The built-in rulebook, patterns alone."""
    return Checker(reader=False)


@pytest.fixture(scope="session")
def checkers(checker: Checker, patterns: Checker) -> Callable[[str, bool], Checker]:
    """The checker of a pack, with its reader or without; made once each."""

    @cache
    def of(pack: str, reader: bool) -> Checker:
        if pack == "builtin":
            return checker if reader else patterns
        return Checker(pack=pack, reader=reader)

    return of
