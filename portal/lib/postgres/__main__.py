"""The guard: stops a private PostgreSQL once every process that used it is gone, also by kill -9."""

import os
import sys
import time
from pathlib import Path

from portal.lib.postgres import Cluster

# The kernel lets go of a dead process's lock without a word to anyone, so the guard looks now and then.
EVERY_SECONDS = 1.0


def guard(cluster: Cluster, post: int) -> None:
    """Look every second until it is over; the post, a held lock, is left while nobody else can start."""
    while cluster.folder.exists():
        with cluster.alone():
            if cluster.stop_if_unused():
                os.close(post)
                return
        time.sleep(EVERY_SECONDS)


if __name__ == "__main__":
    guard(Cluster(Path(sys.argv[1]), throwaway="--throwaway" in sys.argv), post=int(sys.argv[2]))
