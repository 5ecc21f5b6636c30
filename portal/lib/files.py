"""Where stored files lie, and the names they may bear: private always, without any public address."""

import hashlib
import os
import shutil
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, NoReturn, Protocol, Self, cast, runtime_checkable
from urllib.parse import quote

from django.conf import settings
from django.core.files import File
from django.core.files.storage import FileSystemStorage, storages
from django.core.files.storage.base import Storage

CHUNK = 64 * 1024
# Together with an ending this stays below the 255 bytes that file systems allow, also in UTF-8.
NAME_LENGTH = 120
FORBIDDEN_SIGNS = frozenset('/\\:*?"<>|')
# Below it lie files that many records share: they stay when one of these goes.
SHARED = "shared/"


@runtime_checkable
class ByteStream(Protocol):
    """Bytes that come piece by piece and let go of their source when closed."""

    def __iter__(self) -> Iterator[bytes]: ...

    def close(self) -> None: ...


class DocumentStorage(Protocol):
    """What the portal asks of a storage beyond Django's own interface."""

    def stream(self, name: str, start: int, length: int) -> ByteStream:
        """The *length* bytes from *start*; raises FileNotFoundError at once, not at the first byte."""

    def exists(self, name: str) -> bool: ...

    def presigned_url(self, name: str, *, disposition: str, content_type: str) -> str: ...

    def is_writable(self) -> bool:
        """Whether a file could be stored now, found out without storing one."""


def documents() -> DocumentStorage:
    """The storage of documents, as the settings choose it."""
    return cast("DocumentStorage", storages["default"])


class NoAddress(Storage):
    """A storage whose files have no address of their own: every byte goes through the permission check."""

    def url(self, name: str | None) -> NoReturn:  # noqa: ARG002  the signature is Django's
        raise ValueError(
            "Stored files have no public address: link to the document's page instead."
        )


class FolderStorage(NoAddress, FileSystemStorage):
    """Files in a folder that only the portal's own user can read."""

    def __init__(self, location: str | None = None) -> None:
        super().__init__(
            location=location or str(Path(settings.DATA_DIR) / "documents"),
            file_permissions_mode=0o600,
            directory_permissions_mode=0o700,
        )

    def stream(self, name: str, start: int, length: int) -> ByteStream:
        return FilePart(Path(self.path(name)).open("rb"), start, length)

    def is_writable(self) -> bool:
        folder = Path(self.location)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return os.access(folder, os.W_OK)

    def presigned_url(self, name: str, **_: str) -> NoReturn:  # noqa: ARG002  as the protocol says
        raise ValueError("S3_PRESIGNED needs DOCUMENT_STORE=s3: a folder has no addresses to sign.")


class FilePart:
    """A part of an open file, read in chunks, so that no file is ever whole in memory."""

    def __init__(self, file: IO[bytes], start: int, length: int) -> None:
        self.file = file
        self.left = length
        file.seek(start)

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> bytes:
        chunk = self.file.read(min(CHUNK, self.left))
        if not chunk:
            self.close()
            raise StopIteration
        self.left -= len(chunk)
        return chunk

    def close(self) -> None:
        self.file.close()


@dataclass(frozen=True)
class Kept:
    """What is to be remembered of a file that was put into the storage."""

    name: str
    size: int
    sha256: str


def copy_out(name: str, target: Path) -> None:
    """The stored file *name* as a file of this machine, for a program that reads no storage."""
    with storages["default"].open(name) as source, target.open("wb") as file:
        shutil.copyfileobj(source, file, CHUNK)


def put(path: Path, name: str) -> Kept:
    """Store the file at *path* as exactly *name*: what an interrupted run left there makes room."""
    storage = storages["default"]
    storage.delete(name)
    with path.open("rb") as source:
        digest = hashlib.file_digest(source, "sha256").hexdigest()
        source.seek(0)
        stored = storage.save(name, File(source))
    return Kept(stored, path.stat().st_size, digest)


def safe_filename(name: str, *, otherwise: str = "document") -> str:
    """*name* as it may be offered for saving: one line, no path, nothing hidden, nothing reversed.

    Signs that lie about a name (control signs, marks that turn the writing direction) go, those that no file
    system takes become a dash, leading dots go so that nothing is saved hidden, and a long name loses its middle,
    not its ending.
    """
    visible = "".join(
        sign for sign in unicodedata.normalize("NFC", name) if unicodedata.category(sign)[0] != "C"
    )
    spelt = "".join("-" if sign in FORBIDDEN_SIGNS else sign for sign in visible)
    cleaned = " ".join(spelt.split()).strip(". ")
    stem, dot, ending = cleaned.rpartition(".")
    if not dot or len(ending) > 10:
        return _cut(cleaned) or otherwise
    return f"{_cut(stem) or otherwise}.{ending}"


def _cut(text: str) -> str:
    while len(text.encode()) > NAME_LENGTH:
        text = text[:-1]
    return text.rstrip(". ")


def disposition(filename: str, *, inline: bool = False) -> str:
    """A Content-Disposition by RFC 6266: a plain name for the old, the true one in UTF-8 for all others."""
    name = safe_filename(filename)
    decomposed = unicodedata.normalize("NFKD", name)
    plain = (
        safe_filename(decomposed.encode("ascii", "ignore").decode())
        .replace("%", "-")
        .replace(";", "-")
    )
    kind = "inline" if inline else "attachment"
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
