"""doc, xls, wps, et: the compound file of old Office (OLE2), read as far as its directory."""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator
from typing import IO

from foundation.intake.refusal import DAMAGED, RESAVE, RefusedFile

HEADER = 512
ENTRY = 128
IN_HEADER = 109
END_OF_CHAIN = 0xFFFFFFFA  # from here on numbers are no sectors
MOST_ENTRIES = 20_000
MUST_HOLD = {
    "doc": frozenset({"WordDocument"}),
    "wps": frozenset({"WordDocument"}),
    "xls": frozenset({"Workbook", "Book"}),
    "et": frozenset({"Workbook", "Book"}),
}
MACROS = frozenset({"Macros", "VBA", "_VBA_PROJECT", "_VBA_PROJECT_CUR"})
LOCKED = frozenset({"EncryptedPackage", "EncryptionInfo"})
WITH_MACROS = "文件含有宏。请另存为不含宏的文件，或另存为PDF后再上传。"
WITH_PASSWORD = "文件设有密码。请取消密码，另存后再上传。"
OTHER = f"文件内容与后缀“.{{extension}}”不符。{RESAVE}"


def check(file: IO[bytes], extension: str) -> None:
    """Refuse what has no sane directory, another content than the extension says, macros or a password."""
    names = set(entries(file))
    if names & LOCKED:
        raise RefusedFile(WITH_PASSWORD)
    if names & MACROS:
        raise RefusedFile(WITH_MACROS)
    if not names & MUST_HOLD[extension]:
        raise RefusedFile(OTHER.format(extension=extension))


def entries(file: IO[bytes]) -> Iterator[str]:
    """The names of the storages and streams; RefusedFile where the directory cannot be read."""
    disk = _Disk(file)
    for count, sector in enumerate(disk.chain(disk.first_of_directory), start=1):
        if count * disk.size > MOST_ENTRIES * ENTRY:
            raise RefusedFile(DAMAGED)
        content = disk.sector(sector)
        for start in range(0, disk.size, ENTRY):
            entry = content[start : start + ENTRY]
            length, kind = struct.unpack_from("<HB", entry, 64)
            if kind and 2 <= length <= 64:
                yield entry[: length - 2].decode("utf-16-le", errors="replace")


class _Disk:
    """Sectors, and the table that says which follows which."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        file.seek(0)
        header = file.read(HEADER)
        if len(header) < HEADER:
            raise RefusedFile(DAMAGED)
        order, shift = struct.unpack_from("<HH", header, 28)
        if order != 0xFFFE or shift not in (9, 12):
            raise RefusedFile(DAMAGED)
        self.size = 1 << shift
        self.first_of_directory, _, _, _, _, first, count = struct.unpack_from("<7I", header, 48)
        tables = [number for number in struct.unpack_from(f"<{IN_HEADER}I", header, 76) if _is_sector(number)]
        tables += self._further_tables(first, count)
        self.following = array("I")
        for number in tables:
            self.following.frombytes(self.sector(number))

    def sector(self, number: int) -> bytes:
        self.file.seek((number + 1) * self.size)
        content = self.file.read(self.size)
        if len(content) < self.size:
            raise RefusedFile(DAMAGED)
        return content

    def chain(self, first: int) -> Iterator[int]:
        """The sectors from `first` on; RefusedFile where the chain leads nowhere or in a circle."""
        seen: set[int] = set()
        number = first
        while _is_sector(number):
            if number in seen or number >= len(self.following):
                raise RefusedFile(DAMAGED)
            seen.add(number)
            yield number
            number = self.following[number]

    def _further_tables(self, first: int, count: int) -> Iterator[int]:
        """The table's sectors that the header has no room for; each list of them ends with the next one."""
        number = first
        for _ in range(min(count, MOST_ENTRIES)):
            if not _is_sector(number):
                return
            *listed, number = struct.unpack(f"<{self.size // 4}I", self.sector(number))
            yield from filter(_is_sector, listed)


def _is_sector(number: int) -> bool:
    return number < END_OF_CHAIN
