"""How gunicorn serves the portal, in production and in the demo: `gunicorn -c portal/gunicorn.py portal.wsgi`."""

import ctypes
import gc
import os
import sys
from pathlib import Path

# A collection while all is loaded finds next to nothing and takes a tenth of the start. Forked workers collect again.
gc.disable()

bind = os.environ.get("BIND", f"127.0.0.1:{os.environ.get('PORT', '8000')}")
workers = int(os.environ.get("WEB_WORKERS", "2"))
# Sync workers would be killed in the middle of a long download.
worker_class = "gthread"
# glibc keeps a heap for each of many threads, which share one interpreter and cannot use them at once: two are enough.
if hasattr(ctypes.CDLL(None), "mallopt"):
    ctypes.CDLL(None).mallopt(-8, 2)  # M_ARENA_MAX of malloc.h
    # What Argon2 takes for a password (19 MiB) goes back to the system at once, also after many logins together.
    ctypes.CDLL(None).mallopt(-3, 1024 * 1024)  # M_MMAP_THRESHOLD
threads = int(os.environ.get("WEB_THREADS", "8"))
# Of many who come at once one process would take all, and the others none: whoever has this many leaves the rest.
worker_connections = 8 * threads
# Loaded once and shared by the workers: that is what keeps their memory small.
preload_app = True
control_socket_disable = True
# No header of a request says where the portal is mounted: it would stand in every link of the page.
forwarder_headers = ""
timeout = 60
graceful_timeout = int(os.environ.get("GRACEFUL_SECONDS", "30"))
loglevel = "warning"
if Path("/dev/shm").is_dir():  # noqa: S108  a worker's heartbeat should never wait for a disk
    worker_tmp_dir = "/dev/shm"  # noqa: S108


def when_ready(_server: object) -> None:
    """Before workers are forked: what was loaded is exempt from their garbage collection.

    A collection writes into every object that it looks at, and a page of memory that is written into is shared no more.
    """
    gc.freeze()


def post_fork(_server: object, _worker: object) -> None:
    gc.enable()
    # Whoever holds a meeting's row comes back from PostgreSQL twenty times before all others may go on. With Python's 5 ms
    # each return waits that long for a thread that computes: a rush took 1.7 times as long (docs/speed.md).
    sys.setswitchinterval(0.0005)
