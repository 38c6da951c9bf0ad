"""What is made once for all tests."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

import pytest

from tonecheck import Checker

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
