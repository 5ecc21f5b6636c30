"""nginx before the portal, as docs/operations.md has it: it sends the files that the portal has decided about."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAMS = ("nginx", "/usr/sbin/nginx")
CONFIGURATION = """
worker_processes 1;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
events {{ worker_connections 256; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    sendfile on;
    upstream portal {{ server 127.0.0.1:{portal}; keepalive 16; }}
    server {{
        listen 127.0.0.1:{port};
        location / {{
            proxy_pass http://portal;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_set_header Host localhost:{portal};
        }}
        location /protected/ {{ internal; alias {documents}/; }}
    }}
}}
"""


def program() -> str | None:
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


@contextmanager
def before(portal: int, *, port: int, folder: Path, documents: Path) -> Iterator[None]:
    """nginx on ``port`` before the portal on its own, until the block is left."""
    found = program()
    if found is None:
        raise FileNotFoundError("nginx")
    # As root its worker changes to another user, who could not read our private folder.
    user = "user root;\n" if folder.owner() == "root" else ""
    written = folder / "nginx.conf"
    written.write_text(
        user + CONFIGURATION.format(folder=folder, portal=portal, port=port, documents=documents)
    )
    process = subprocess.Popen([found, "-p", str(folder), "-c", str(written)])
    try:
        yield
    finally:
        process.terminate()
        process.wait(10)
