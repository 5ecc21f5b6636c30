"""A passkey without a browser: a key that answers what the server asks, as WebAuthn says."""

import json
import secrets
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from django.test import Client
from django.urls import reverse
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode

ORIGIN = "https://testserver"
PRESENT, VERIFIED, WITH_KEY = 0x01, 0x04, 0x40


class Passkey:
    """One key pair. ``is_verified`` says whether its owner gives the finger or the PIN when asked."""

    def __init__(self, *, origin: str = ORIGIN, is_verified: bool = True) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.number = secrets.token_bytes(16)
        self.owner = b""
        self.origin = origin
        self.flags = PRESENT | (VERIFIED if is_verified else 0)

    def made(self, options: dict[str, Any]) -> str:
        """The answer to the question for a new passkey."""
        asked = options["creation_options"]["publicKey"]
        self.owner = websafe_decode(asked["user"]["id"])
        public: Any = ES256
        key = cbor.encode(public.from_cryptography_key(self.key.public_key()))
        about_key = bytes(16) + len(self.number).to_bytes(2, "big") + self.number + key
        facts = self._facts(asked["rp"]["id"], self.flags | WITH_KEY) + about_key
        return self._answer(
            {
                "clientDataJSON": websafe_encode(self._said("webauthn.create", asked)),
                "attestationObject": websafe_encode(
                    cbor.encode({"fmt": "none", "attStmt": {}, "authData": facts})
                ),
            }
        )

    def proof(self, options: dict[str, Any]) -> str:
        """The answer to the question who it is."""
        asked = options["request_options"]["publicKey"]
        said = self._said("webauthn.get", asked)
        facts = self._facts(asked["rpId"], self.flags)
        signature = self.key.sign(facts + sha256(said).digest(), ec.ECDSA(SHA256()))
        return self._answer(
            {
                "clientDataJSON": websafe_encode(said),
                "authenticatorData": websafe_encode(facts),
                "signature": websafe_encode(signature),
                "userHandle": websafe_encode(self.owner),
            }
        )

    def _facts(self, host: str, flags: int) -> bytes:
        return sha256(host.encode()).digest() + bytes([flags]) + bytes(4)

    def _said(self, kind: str, asked: dict[str, Any]) -> bytes:
        said = {"type": kind, "challenge": asked["challenge"], "origin": self.origin}
        return json.dumps(said | {"crossOrigin": False}).encode()

    def _answer(self, response: dict[str, str]) -> str:
        number = websafe_encode(self.number)
        return json.dumps(
            {
                "id": number,
                "rawId": number,
                "type": "public-key",
                "response": response,
                "clientExtensionResults": {"credProps": {"rk": True}},
            }
        )


def asked_to_make(client: Client) -> dict[str, Any]:
    """What the page for a new passkey asks."""
    response: Any = client.get(reverse("mfa_add_webauthn"))
    options: dict[str, Any] = response.context["js_data"]
    return json.loads(json.dumps(options, default=dict))  # type: ignore[no-any-return]


def asked_at_login(client: Client) -> dict[str, Any]:
    """What the login page asks of any passkey."""
    accept = {"accept": "application/json"}
    response = client.get(reverse("mfa_login_webauthn"), headers=accept)
    options: dict[str, Any] = response.json()
    return options


def add(client: Client, passkey: Passkey, name: str = "Laptop") -> Any:
    answer = passkey.made(asked_to_make(client))
    return client.post(reverse("mfa_add_webauthn"), {"name": name, "credential": answer})


def log_in_by(client: Client, passkey: Passkey, **extra: str) -> Any:
    answer = passkey.proof(asked_at_login(client))
    return client.post(reverse("mfa_login_webauthn"), {"credential": answer, **extra})
