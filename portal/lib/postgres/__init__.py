"""Our private PostgreSQL: the only package that knows where its program comes from and how it is run.

Anything else reaches a database by a URL alone; another server is one `DATABASE_URL` away.
"""

from portal.lib.postgres.cluster import Cluster
from portal.lib.postgres.errors import PostgresError
from portal.lib.postgres.running import running_url

__all__ = ["Cluster", "PostgresError", "running_url"]
