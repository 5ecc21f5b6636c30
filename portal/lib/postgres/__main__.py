"""The guard: stops a private PostgreSQL once every process that used it is gone, also by kill -9."""

import contextlib
import sys
import time
from pathlib import Path

from portal.lib.postgres import Cluster, locks

EVERY_SECONDS = 1.0


def guard(cluster: Cluster) -> None:
    post = locks.try_alone(cluster.folder / "guard")
    if post is None:
        return
    with post:
        while not _is_over(cluster):
            time.sleep(EVERY_SECONDS)


def _is_over(cluster: Cluster) -> bool:
    with locks.alone(cluster.folder / "lock"):
        return cluster.stop_if_unused()


if __name__ == "__main__":
    # A throw-away cluster's folder goes when it is stopped: then there is nothing left to guard.
    with contextlib.suppress(FileNotFoundError):
        guard(Cluster(Path(sys.argv[1]), throwaway="--throwaway" in sys.argv[2:]))
