"""Runs a command of Django as production would, on a throw-away database: what `make check` checks."""

import os
import secrets
import subprocess
import sys
import tempfile
from pathlib import Path

from portal.lib.postgres import Cluster


def main(command: list[str]) -> int:
    with (
        tempfile.TemporaryDirectory() as folder,
        Cluster(Path(folder) / "postgres", throwaway=True) as cluster,
    ):
        production = {
            "DATABASE_URL": cluster.url(),
            "DATA_DIR": folder,
            "SECRET_KEY": secrets.token_urlsafe(48),
            "NETWORK_EMAIL": "secretariat@example.org",
            "SITE_URL": "https://portal.example.org",
            "PATH": os.environ["PATH"],
        }
        return subprocess.call([sys.executable, *command], env=production)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
