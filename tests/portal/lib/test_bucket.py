"""Stored files in a bucket: against a real S3 gateway, private to everyone but us."""

import contextlib
import os
import socket
import subprocess
import sysconfig
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit, urlunsplit
from urllib.request import Request, urlopen

import pytest
from django.conf import LazySettings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import RequestFactory

from portal.lib.bucket import BucketStorage
from portal.lib.files import disposition
from portal.lib.http import StoredFile, respond_with_file
from tests.servers import free_port

ACCOUNT = {"access_key": "portal-tests", "secret_key": "a-secret-of-the-tests"}
CONTENT = bytes(range(256)) * 1024


@pytest.fixture(scope="session")
def gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """An S3 gateway on a folder, on a free loopback port; the options of a storage on it."""
    folder = tmp_path_factory.mktemp("bucket")
    meta = f"sqlite3://{folder}/meta.db"
    juicefs = str(Path(sysconfig.get_path("scripts")) / "juicefs")
    environment = os.environ | {
        "MINIO_ROOT_USER": ACCOUNT["access_key"],
        "MINIO_ROOT_PASSWORD": ACCOUNT["secret_key"],
        "HOME": str(folder),
    }
    subprocess.run(
        [juicefs, "format", "--storage", "file", "--bucket", f"{folder}/blocks/", meta, "documents"],
        env=environment, check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    address = f"127.0.0.1:{free_port()}"
    words = ["gateway", "--no-banner", "--no-bgjob", "--log", f"{folder}/log", "--cache-dir",
             f"{folder}/cache", meta, address]  # fmt: skip
    with (
        (folder / "output").open("wb") as output,
        subprocess.Popen(
            [juicefs, *words], env=environment, stdout=output, stderr=output
        ) as process,
    ):
        try:
            wait_until_it_listens(address, process)
            yield ACCOUNT | {"bucket_name": "documents", "endpoint_url": f"http://{address}"}
        finally:
            process.kill()


def wait_until_it_listens(address: str, process: subprocess.Popen[bytes]) -> None:
    host, _, port = address.partition(":")
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), socket.create_connection((host, int(port)), timeout=1):
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=0.05)
            break
    pytest.fail("The S3 gateway did not start.")


@pytest.fixture
def storage(gateway: dict[str, Any]) -> BucketStorage:
    return BucketStorage(**gateway)


@pytest.fixture
def stored(storage: BucketStorage, gateway: dict[str, Any], settings: LazySettings) -> StoredFile:
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "portal.lib.bucket.BucketStorage", "OPTIONS": gateway}
    }
    assert isinstance(storages["default"], BucketStorage)
    return StoredFile(
        stored_name=storage.save("documents/a.pdf", ContentFile(CONTENT)),
        filename="Łódź.pdf",
        content_type="application/pdf",
        size=len(CONTENT),
        sha256="0" * 64,
    )


def test_a_part_is_read_and_nothing_else_is_fetched(storage: BucketStorage) -> None:
    name = storage.save("a.bin", ContentFile(CONTENT))

    assert b"".join(storage.stream(name, 1000, 70_000)) == CONTENT[1000:71_000]
    assert b"".join(storage.stream(name, 0, 0)) == b""


def test_a_missing_file_is_noticed_before_the_first_byte(storage: BucketStorage) -> None:
    with pytest.raises(FileNotFoundError):
        storage.stream("gone.pdf", 0, 10)


def test_a_bucket_says_whether_it_answers(storage: BucketStorage, gateway: dict[str, Any]) -> None:
    assert storage.is_writable()
    assert not BucketStorage(**(gateway | {"bucket_name": "elsewhere"})).is_writable()


def test_a_stored_file_has_no_address(storage: BucketStorage) -> None:
    with pytest.raises(ValueError, match="no public address"):
        storage.url("a.pdf")


def test_a_second_file_of_a_name_replaces_none(storage: BucketStorage) -> None:
    first = storage.save("same.bin", ContentFile(b"first"))
    second = storage.save("same.bin", ContentFile(b"second"))

    assert first != second
    assert b"".join(storage.stream(first, 0, 5)) == b"first"


def test_nobody_reads_without_a_signature(stored: StoredFile, storage: BucketStorage) -> None:
    signed = storage.presigned_url(
        stored.stored_name, disposition=disposition("a.pdf"), content_type="application/pdf"
    )
    bare = urlunsplit(urlsplit(signed)._replace(query=""))

    with pytest.raises(HTTPError) as refused:
        urlopen(bare)  # noqa: S310  our own gateway

    refused.value.close()
    assert refused.value.code == 403


def test_a_presigned_address_gives_parts_under_our_name_and_type(
    stored: StoredFile, settings: LazySettings
) -> None:
    settings.S3_PRESIGNED = True

    redirect = respond_with_file(RequestFactory().get("/"), stored)
    asked = Request(redirect["Location"], headers={"Range": "bytes=1000-1999"})  # noqa: S310
    with urlopen(asked) as answer:  # noqa: S310
        assert answer.status == 206
        assert answer.read() == CONTENT[1000:2000]
        assert answer.headers["Content-Type"] == "application/pdf"
        assert answer.headers["Content-Disposition"] == disposition("Łódź.pdf")

    assert redirect.status_code == 302
    assert redirect["Cache-Control"] == "private, no-store"


def test_head_is_answered_here_even_when_the_bytes_are_elsewhere(
    stored: StoredFile, settings: LazySettings
) -> None:
    settings.S3_PRESIGNED = True

    response = respond_with_file(RequestFactory().head("/"), stored)

    assert response.status_code == 200
    assert response["Content-Length"] == str(len(CONTENT))


def test_without_presigning_the_bytes_come_through_us(stored: StoredFile) -> None:
    response: Any = respond_with_file(
        RequestFactory().get("/", headers={"Range": "bytes=-10"}), stored
    )

    assert response.status_code == 206
    assert b"".join(response.streaming_content) == CONTENT[-10:]
    response.close()
