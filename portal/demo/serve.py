"""What `make demo` ends in: everything is made ready, served and, at Ctrl-C, stopped."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from portal.demo import environment, processes
from portal.demo.accounts import ACCOUNTS
from portal.demo.environment import Demo, RefusedError
from portal.demo.steps import say, step
from portal.lib.postgres import Cluster, PostgresError


def main() -> int:
    # Whoever asks it to end, it ends as by Ctrl-C.
    for asked in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(asked, signal.default_int_handler)
    try:
        serve(environment.read(os.environ))
    except KeyboardInterrupt:
        say("\nThe demo is stopped.")
    except (RefusedError, PostgresError, processes.ProcessEndedError) as error:
        say(f"\n{error}\n")
        return 1
    return 0


def serve(demo: Demo) -> None:
    with database(demo) as url:
        os.environ |= demo.environment(url)
        processes.run(processes.PREPARATION)
        with processes.running(processes.WEB, processes.WORKER) as started:
            with step("Starting the web server and the job worker"):
                processes.wait_until_up(started, demo.port)
            announce(demo)
            processes.wait(started)


@contextmanager
def database(demo: Demo) -> Iterator[str]:
    """Another server when DATABASE_URL names one, else our own as long as we serve."""
    if demo.database_url:
        yield demo.database_url
        return
    cluster = Cluster(demo.folder / "postgres")
    try:
        with step("Starting the private PostgreSQL"):
            cluster.start()
        yield cluster.url()
    finally:
        cluster.stop()


def announce(demo: Demo) -> None:
    accounts = "\n".join(f"    {account.email:<26}{account.who}" for account in ACCOUNTS)
    say(
        f"""
The demo is at {demo.url}
Its mail is read at {demo.url}/demo/mail/

Accounts, each with the password {demo.password}
{accounts}

Its staff need no second factor, which they would elsewhere.
Over plain http its cookies are not Secure: this is a demo for this machine alone.
What it keeps is in {demo.folder}. Ctrl-C stops it.
"""
    )


if __name__ == "__main__":
    sys.exit(main())
