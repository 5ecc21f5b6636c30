"""An OpenID Connect provider of our own, on this machine: it vouches for whatever the test tells it to."""

import base64
import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "portal", "the secret that the two of them share"


class Provider(ThreadingHTTPServer):
    """``claims`` is what it says of whoever logs in; ``asked`` is what it was last asked for a token with."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.claims: dict[str, Any] = {"sub": "7", "email_verified": True}
        self.other_sub: str | None = None
        self.challenge = ""
        self.asked: dict[str, str] = {}

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def consent(self, location: str) -> str:
        """What the person does there who was led to *location*: gives the address one is led back to."""
        assert location.startswith(f"{self.address}/authorize?")
        asked = {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}
        assert asked["client_id"] == CLIENT
        assert "openid" in asked["scope"]
        self.challenge = asked["code_challenge"]
        answer = urlencode({"code": "the code", "state": asked["state"]})
        return f"{asked['redirect_uri']}?{answer}"


class Answers(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self) -> None:
        where = urlsplit(self.path).path
        at = self.server.address
        if where == "/.well-known/openid-configuration":
            self._say(
                {
                    "issuer": at,
                    "authorization_endpoint": f"{at}/authorize",
                    "token_endpoint": f"{at}/token",
                    "userinfo_endpoint": f"{at}/userinfo",
                    "jwks_uri": f"{at}/keys",
                    "token_endpoint_auth_methods_supported": ["client_secret_post"],
                }
            )
        elif where == "/userinfo" and self.headers["Authorization"] == "Bearer the token":
            self._say(self.server.claims | {"sub": self.server.other_sub or "7"})
        else:
            self._say({}, status=401)

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        form = parse_qs(self.rfile.read(length).decode())
        self.server.asked = asked = {name: values[0] for name, values in form.items()}
        proof = hashlib.sha256(asked.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(proof).decode().rstrip("=")
        known = (asked.get("code"), asked.get("client_secret"), challenge)
        if known != ("the code", SECRET, self.server.challenge):
            self._say({"error": "invalid_grant"}, status=400)
            return
        claims = self.server.claims | {
            "iss": self.server.address,
            "aud": CLIENT,
            "iat": 1_700_000_000,
            "exp": 4_000_000_000,
        }
        self._say(
            {
                "access_token": "the token",
                "token_type": "Bearer",
                "id_token": jwt.encode(claims, self.server.key, algorithm="RS256"),
            }
        )

    def _say(self, what: dict[str, Any], *, status: int = 200) -> None:
        body = json.dumps(what).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Nothing: the test says what went wrong."""


@contextmanager
def running() -> Iterator[Provider]:
    with Provider() as provider:
        thread = threading.Thread(target=provider.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield provider
        finally:
            provider.shutdown()
            thread.join()
