"""Stored files: private, and offered under names that cannot lie."""

import stat
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile
from hypothesis import given
from hypothesis import strategies as st

from portal.lib.files import FolderStorage, disposition, safe_filename


@pytest.fixture
def storage(tmp_path: Path) -> FolderStorage:
    return FolderStorage(str(tmp_path / "documents"))


def test_a_stored_file_has_no_address(storage: FolderStorage) -> None:
    name = storage.save("a.pdf", ContentFile(b"bytes"))

    with pytest.raises(ValueError, match="no public address"):
        storage.url(name)


def test_stored_files_are_readable_by_their_owner_alone(storage: FolderStorage) -> None:
    path = Path(storage.path(storage.save("deep/a.pdf", ContentFile(b"bytes"))))

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_no_name_leads_out_of_the_folder(storage: FolderStorage) -> None:
    with pytest.raises(SuspiciousFileOperation):
        storage.stream("../secret", 0, 1)


def test_a_part_is_read_in_pieces_and_the_file_is_closed(storage: FolderStorage) -> None:
    content = bytes(range(256)) * 1000
    name = storage.save("a.bin", ContentFile(content))

    stream = storage.stream(name, 10, 200_000)
    pieces = list(stream)

    assert b"".join(pieces) == content[10:200_010]
    assert max(map(len, pieces)) <= 64 * 1024
    assert stream.file.closed  # type: ignore[attr-defined]


def test_a_missing_file_is_noticed_before_the_first_byte(storage: FolderStorage) -> None:
    with pytest.raises(FileNotFoundError):
        storage.stream("gone.pdf", 0, 10)


def test_a_folder_is_writable_without_writing(storage: FolderStorage) -> None:
    assert storage.is_writable()
    assert list(Path(storage.location).iterdir()) == []


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("FabriQ.pptx", "FabriQ.pptx"),
        ("Présentation de Łódź.pdf", "Présentation de Łódź.pdf"),
        ("../../etc/passwd", "-..-etc-passwd"),
        ("C:\\slides\\final.pdf", "C--slides-final.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie- x=1.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        (".htaccess", "htaccess"),
        ("   ", "document"),
        ("...", "document"),
        (".pdf", "pdf"),
        ("x" * 500 + ".pdf", "x" * 120 + ".pdf"),
        ("CON\x00.pdf", "CON.pdf"),
    ],
)
def test_names_are_made_safe(name: str, safe: str) -> None:
    assert safe_filename(name) == safe


@given(st.text(max_size=300))
def test_every_name_can_be_saved_and_sent(name: str) -> None:
    safe = safe_filename(name)
    header = disposition(name)

    assert safe == safe_filename(safe)
    assert 0 < len(safe.encode()) <= 255
    assert not set(safe) & set('/\\"\r\n\x00')
    assert header.isascii()
    assert header.isprintable()
    assert unquote(header.partition("filename*=UTF-8''")[2]) == safe


def test_a_name_is_sent_plain_and_true() -> None:
    assert disposition("Bericht für Łódź; 100%.pdf") == (
        'attachment; filename="Bericht fur odz- 100-.pdf"; '
        "filename*=UTF-8''Bericht%20f%C3%BCr%20%C5%81%C3%B3d%C5%BA%3B%20100%25.pdf"
    )
