"""The portal with its one rule about slow downloads taken out, to show that their test can fail."""

from portal.lib import http
from portal.wsgi import application

__all__ = ["application"]

http.give_back_connections = lambda: None
