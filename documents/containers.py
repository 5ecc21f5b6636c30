"""Looking into the two containers in which Office programs save, without opening what is in them.

Of a ZIP archive only the list of its parts is read, and two short ones among these; of an old Office file only the names of
what it holds. Whatever is wrong with a container is said by ``NotReadableError`` alone.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, Final

MOST_LISTED: Final = 4 * 1024**2
MOST_READ: Final = 512 * 1024
ZIP_TAIL: Final = 64 * 1024 + 64
END: Final = b"PK\x05\x06"
END_64: Final = b"PK\x06\x06"
LOCATOR_64: Final = b"PK\x06\x07"
END_LENGTH: Final = 22
LOCATOR_LENGTH: Final = 20
END_64_LENGTH: Final = 56

OLE_HEADER: Final = 512
OLE_ENTRY: Final = 128
OLE_LAST: Final = 0xFFFFFFFA
MOST_SECTORS: Final = 2048
MOST_LISTS: Final = 64


class NotReadableError(Exception):
    """The container is damaged, or larger than anything that an Office program saves."""


class ZipParts:
    """The parts of a ZIP archive by name."""

    def __init__(self, file: IO[bytes]) -> None:
        if _listed(file) > MOST_LISTED:
            raise NotReadableError("its list of parts is too long")
        try:
            self._archive = zipfile.ZipFile(file)
            self.names = self._archive.namelist()
        # By NotImplementedError the zip library says that a file is of a kind, or packed in a way, that it does not read.
        except (
            zipfile.BadZipFile,
            ValueError,
            OSError,
            NotImplementedError,
            struct.error,
        ) as error:
            raise NotReadableError(str(error)) from error

    @property
    def is_encrypted(self) -> bool:
        return any(part.flag_bits & 1 for part in self._archive.infolist())

    def read(self, name: str) -> bytes:
        """A short part, never more of it than a short part has: nothing is there when there is no such part."""
        try:
            with self._archive.open(name) as part:
                return part.read(MOST_READ)
        except KeyError:
            return b""
        except (
            zipfile.BadZipFile,
            zlib.error,
            ValueError,
            OSError,
            EOFError,
            RuntimeError,
            NotImplementedError,
            struct.error,
        ) as error:
            raise NotReadableError(str(error)) from error


def _listed(file: IO[bytes]) -> int:
    """How many bytes the list of parts has, before anybody reads it into memory."""
    size = file.seek(0, 2)
    file.seek(max(0, size - ZIP_TAIL))
    tail = file.read(ZIP_TAIL)
    end = tail.rfind(END)
    if end < 0 or len(tail) - end < END_LENGTH:
        raise NotReadableError("it has no end")
    length: int = struct.unpack_from("<L", tail, end + 12)[0]
    locator = end - LOCATOR_LENGTH
    if locator < 0 or tail[locator : locator + 4] != LOCATOR_64:
        return length
    large = locator - END_64_LENGTH
    if large < 0 or tail[large : large + 4] != END_64:
        raise NotReadableError("its end is not where it belongs")
    return max(length, int(struct.unpack_from("<Q", tail, large + 40)[0]))


def ole_names(file: IO[bytes]) -> set[str]:
    """The names of the streams and storages of an old Office file (Compound File Binary)."""
    file.seek(0)
    header = file.read(OLE_HEADER)
    try:
        shift = struct.unpack_from("<H", header, 30)[0]
        first, further = (struct.unpack_from("<L", header, place)[0] for place in (48, 68))
        tables = struct.unpack_from("<109L", header, 76)
    except struct.error as error:
        raise NotReadableError("its head is cut off") from error
    if shift not in (9, 12):
        raise NotReadableError("its sectors have no known size")
    size = 1 << shift
    return _names(file, size, first, [*tables, *_further_tables(file, size, further)])


def _further_tables(file: IO[bytes], size: int, sector: int) -> Iterator[int]:
    """Where a file is larger than some seven megabytes, its head has no room for where all its tables are."""
    for _ in range(MOST_LISTS):
        if sector >= OLE_LAST:
            return
        *tables, sector = struct.unpack(f"<{size // 4}L", _sector(file, size, sector))
        yield from tables


def _names(file: IO[bytes], size: int, sector: int, tables: list[int]) -> set[str]:
    """Along the chain of sectors that hold the names; a chain without an end is cut."""
    names: set[str] = set()
    for _ in range(MOST_SECTORS):
        if sector >= OLE_LAST:
            return names
        names |= _named(_sector(file, size, sector))
        table, place = divmod(sector, size // 4)
        if table >= len(tables) or tables[table] >= OLE_LAST:
            raise NotReadableError("its chain of sectors leads out of it")
        sector = struct.unpack_from("<L", _sector(file, size, tables[table]), place * 4)[0]
    raise NotReadableError("its chain of sectors has no end")


def _sector(file: IO[bytes], size: int, number: int) -> bytes:
    file.seek((number + 1) * size)
    found = file.read(size)
    if len(found) < size:
        raise NotReadableError("a sector lies behind its end")
    return found


def _named(sector: bytes) -> set[str]:
    found = set()
    for start in range(0, len(sector), OLE_ENTRY):
        length = struct.unpack_from("<H", sector, start + 64)[0]
        if 2 <= length <= 64:
            found.add(sector[start : start + length - 2].decode("utf-16-le", "replace"))
    return found
