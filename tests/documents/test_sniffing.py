"""What files are by their content, and why some are refused."""

import struct
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from documents import sniffing
from documents.sniffing import BY_ENDING, FORMATS, sniff
from tests.sent_files import EXECUTABLE, SOUND, TYPES, odf, ole, ooxml, zipped

SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'
HTML = b"<!DOCTYPE html><script>go()</script>"


def refusal(content: bytes, name: str) -> str:
    with pytest.raises(ValidationError) as refused:
        sniff(BytesIO(content), name)
    return " ".join(refused.value.messages)


@pytest.mark.parametrize("ending", SOUND)
def test_what_is_taken_is_known_by_its_content(ending: str) -> None:
    file = BytesIO(SOUND[ending])

    found = sniff(file, f"FabriQ.{ending.upper()}")

    assert found == BY_ENDING[ending]
    assert file.tell() == 0


def test_there_is_a_sound_file_of_every_format() -> None:
    assert {BY_ENDING[ending] for ending in SOUND} == set(FORMATS)


def test_a_name_without_an_ending_says_nothing_that_could_be_a_lie() -> None:
    assert sniff(BytesIO(SOUND["pptx"]), "FabriQ") == sniffing.PPTX
    assert sniff(BytesIO(b"A note"), "note") == sniffing.TXT


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (zipped(a="b"), "slides.pdf", "says it is a PDF, but it is a ZIP archive: it was not kept"),
        (SOUND["xlsx"], "slides.pptx", "but it is an Excel workbook"),
        (SOUND["pdf"], "photo.jpg", "but it is a PDF"),
        (SOUND["doc"], "slides.ppt", "but it is an old Word document"),
        (EXECUTABLE, "slides.pdf", "but it is a program"),
        (HTML, "notes.txt", "but it is a web page"),
        (b"\xef\xbb\xbf \n" + HTML, "notes.csv", "but it is a web page"),
        (SVG, "crest.png", "an SVG picture"),
        (b"#!/bin/sh\nrm -r /\n", "notes.txt", "but it is a script"),
        (b"GIF89a" + bytes(40), "crest.png", "Graphics interchange format"),
        (b"word\x00word", "notes.txt", "a file of a kind that nobody knows"),
        (zipped(a="b"), "bundle", "This file is a ZIP archive"),
    ],
)
def test_a_file_that_lies_is_refused_with_what_it_is(content: bytes, name: str, said: str) -> None:
    assert said in refusal(content, name)


@pytest.mark.parametrize("ending", ["exe", "html", "svg", "zip", "pptm", "js", "gif"])
def test_endings_that_are_not_taken_are_refused_whatever_is_in_them(ending: str) -> None:
    assert f"of the kind {ending.upper()} are not taken" in refusal(SOUND["pdf"], f"a.{ending}")


def test_an_empty_file_is_refused() -> None:
    assert "It is empty" in refusal(b"", "slides.pdf")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (zipped(**{TYPES: "application/vnd.ms-word.document.macroEnabled.main+xml"}), "a.docx"),
        (ooxml(sniffing.DOCX, **{"word__vbaProject.bin": "x"}), "a.docx"),
        (ole("WordDocument", "Macros"), "a.doc"),
        (ole("Workbook", "_VBA_PROJECT_CUR"), "a.xls"),
    ],
)
def test_macros_are_refused(content: bytes, name: str) -> None:
    assert "macros" in refusal(content, name)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (ole("EncryptionInfo", "EncryptedPackage"), "slides.pptx"),
        (odf(sniffing.ODT, "<manifest:encryption-data/>"), "text.odt"),
    ],
)
def test_what_is_locked_with_a_password_is_refused(content: bytes, name: str) -> None:
    assert "protected by a password" in refusal(content, name)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (SOUND["pptx"][:60], "slides.pptx"),
        (SOUND["ppt"][:700], "slides.ppt"),
        (SOUND["png"][:20], "photo.png"),
    ],
)
def test_what_is_cut_off_is_said_to_be_damaged(content: bytes, name: str) -> None:
    assert "damaged" in refusal(content, name)


def test_an_archive_whose_list_would_fill_the_memory_is_not_read() -> None:
    content = bytearray(SOUND["pptx"])
    end = content.rfind(b"PK\x05\x06")
    content[end + 12 : end + 16] = (5 * 1024**2).to_bytes(4, "little")

    assert "damaged" in refusal(bytes(content), "slides.pptx")


def test_a_chain_of_sectors_without_an_end_is_left() -> None:
    content = bytearray(SOUND["ppt"])
    # The sector of names follows itself.
    content[512 + 4 : 512 + 8] = (1).to_bytes(4, "little")

    assert "damaged" in refusal(bytes(content), "slides.ppt")


def test_a_large_old_file_is_known_although_its_tables_are_listed_elsewhere() -> None:
    small = SOUND["ppt"]
    head, table = bytearray(small[:512]), small[512:1024]
    # The names are in a sector of which no table tells that the head has room for.
    sector = 109 * 128
    struct.pack_into("<2L", head, 48, sector, 0)
    struct.pack_into("<L", head, 68, 0)
    struct.pack_into("<109L", head, 76, *[1] * 109)
    further = struct.pack("<L", 2) + b"\xff" * 508
    of_names = struct.pack("<L", 0xFFFFFFFE) + table[4:]
    file = bytes(head) + further + table + of_names
    file = file.ljust(512 * (sector + 1), b"\0") + small[1024:]

    assert sniff(BytesIO(file), "slides.ppt") == sniffing.PPT


HEADS = st.sampled_from([b"", b"%PDF-", *(content[:600] for content in SOUND.values())])


@given(head=HEADS, rest=st.binary(max_size=600), ending=st.sampled_from([*BY_ENDING, "exe", ""]))
def test_whatever_comes_is_either_taken_as_one_of_ours_or_refused_in_words(
    head: bytes, rest: bytes, ending: str
) -> None:
    file = BytesIO(head + rest)
    try:
        found = sniff(file, f"name.{ending}")
    except ValidationError as error:
        reasons = error.messages
    else:
        assert found in FORMATS
        assert not ending or found == BY_ENDING[ending]
        return

    assert all(len(sentence) > 20 for sentence in reasons)
