"""A pytest plugin: the environment of the tests, with a throw-away PostgreSQL unless DATABASE_URL names one.

It is loaded by `-p`, as Django's settings are read before any conftest.py.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Generator
from pathlib import Path

import pytest

from portal.lib.postgres import Cluster
from tests import migrated


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, object, object]:
    """Come before pytest-django, which reads the settings in this hook.

    Under pytest-xdist the first process starts the server; its workers inherit DATABASE_URL.
    """
    # To rewrite the asserts of all tests takes longer than to import them: it is kept for the next process.
    sys.dont_write_bytecode = False
    cluster = None
    if "DATABASE_URL" not in os.environ:
        cluster = Cluster(Path(tempfile.mkdtemp(prefix="city-portal-tests-")), throwaway=True)
        cluster.start()
        early_config.add_cleanup(cluster.stop)
        os.environ["DATABASE_URL"] = cluster.url("postgres")
    folder = tempfile.TemporaryDirectory(prefix="city-portal-tests-")
    early_config.add_cleanup(folder.cleanup)
    # WhiteNoise warns of a missing folder; tests find static files where they are written.
    (Path(folder.name) / "static").mkdir()
    os.environ |= {
        "DATA_DIR": folder.name,
        # Racing threads each want a connection of their own, and hand it back by closing it.
        "DATABASE_POOL": "0",
        "HTTPS": "0",
        "SECRET_KEY": "the-tests-sign-with-this-and-nothing-else-does",
    }
    if cluster is not None:
        making = migrated.begin(cluster.folder / "migrated-for-tests")
        early_config.add_cleanup(lambda: end(making))
    return (yield)


def end(making: subprocess.Popen[bytes]) -> None:
    making.terminate()
    making.wait()
