"""The web server's workers share what was loaded before they were forked."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

from django.conf import settings

# A worker's collections have been through all that was loaded; what it then shares with its parent is told.
APPLICATION = """
import gc
from pathlib import Path

loaded = [[] for _number in range(400_000)]

def application(environ, start_response):
    gc.collect()
    rollup = Path("/proc/self/smaps_rollup").read_text().splitlines()
    shared = next(line.split()[1] for line in rollup if line.startswith("Shared_Dirty:"))
    start_response("200 OK", [("Content-Length", str(len(shared)))])
    return [shared.encode()]
"""
LOADED_KILOBYTES = 400_000 * 64 // 1024


def test_what_was_loaded_stays_shared_when_workers_collect_garbage(tmp_path: Path) -> None:
    (tmp_path / "loading.py").write_text(APPLICATION)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        server = subprocess.Popen(
            [
                *(sys.executable, "-m", "gunicorn", "-c", "portal/gunicorn.py", "loading"),
                *("--bind", f"fd://{listener.fileno()}", "--pythonpath", str(tmp_path)),
            ],
            cwd=settings.BASE_DIR,
            env=os.environ | {"WEB_WORKERS": "1", "WEB_THREADS": "1"},
            pass_fds=[listener.fileno()],
        )
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=60) as asking:
                asking.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                answer = b"".join(iter(lambda: asking.recv(4096), b""))
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=60)

    assert int(answer.rpartition(b"\r\n\r\n")[2]) > LOADED_KILOBYTES // 2
