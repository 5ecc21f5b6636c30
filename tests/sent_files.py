"""Files as people send them, as small as they can be: each is what it says, unless its name says otherwise."""

import struct
import zipfile
from io import BytesIO

from PIL import Image

from documents import sniffing
from documents.sniffing import Format
from tests.factories import PDF

TYPES = "[Content_Types].xml"


def zipped(**parts: str) -> bytes:
    """A ZIP archive; in the names of its parts two underscores stand for a slash."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return written.getvalue()


def ooxml(kind: Format, **parts: str) -> bytes:
    types = f'<Types><Override ContentType="{kind.content_type}.main+xml"/></Types>'
    return zipped(**{TYPES: types, **parts})


def odf(kind: Format, manifest: str = "<manifest/>") -> bytes:
    return zipped(mimetype=kind.content_type, **{"META-INF__manifest.xml": manifest})


def ole(*names: str) -> bytes:
    """An old Office file that holds streams of these names and nothing in them: a head, a table, one sector of names."""
    head = bytearray(512)
    head[:8] = sniffing.OLE
    struct.pack_into("<H", head, 30, 9)
    struct.pack_into("<L", head, 48, 1)
    struct.pack_into("<109L", head, 76, 0, *[0xFFFFFFFF] * 108)
    table = struct.pack("<2L", 0xFFFFFFFD, 0xFFFFFFFE).ljust(512, b"\xff")
    entries = b"".join(_entry(name) for name in ("Root Entry", *names))
    return bytes(head) + table + entries.ljust(512, b"\0")


def _entry(name: str) -> bytes:
    spelt = name.encode("utf-16-le") + b"\0\0"
    return spelt.ljust(64, b"\0") + struct.pack("<H", len(spelt)) + b"\0" * 62


def picture(kind: str) -> bytes:
    written = BytesIO()
    Image.new("RGB", (8, 8)).save(written, kind)
    return written.getvalue()


# One of each format that is taken.
SOUND: dict[str, bytes] = {
    "pdf": PDF,
    "pptx": ooxml(sniffing.PPTX),
    "docx": ooxml(sniffing.DOCX),
    "xlsx": ooxml(sniffing.XLSX),
    "odp": odf(sniffing.ODP),
    "odt": odf(sniffing.ODT),
    "ods": odf(sniffing.ODS),
    "ppt": ole("PowerPoint Document"),
    "doc": ole("WordDocument"),
    "xls": ole("Workbook"),
    "png": picture("PNG"),
    "jpg": picture("JPEG"),
    "jpeg": picture("JPEG"),
    "webp": picture("WEBP"),
    "csv": "Stadt;Żółć\n1;2\n".encode(),
    "txt": "Grüße aus Łódź".encode("utf-16"),
}
EXECUTABLE = b"MZ\x90\x00\x03\x00\x00\x00" + b"\x00" * 300
