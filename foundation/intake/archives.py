"""docx, xlsx, ofd: archives that are inflated to the last byte before anybody believes them (F6)."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import IO

from foundation.intake.refusal import DAMAGED, RESAVE, RefusedFile

PARTS = 500
INFLATED = 100 * 1024 * 1024
CHUNK = 64 * 1024
LOCAL_HEADER = 30
ENCRYPTED = 0x1 | 0x40
SYMLINK = 0o120000
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
MUST_HOLD = {
    "docx": ("[Content_Types].xml", "word/document.xml"),
    "xlsx": ("[Content_Types].xml", "xl/workbook.xml"),
    "ofd": ("OFD.xml",),
}
MACROS = ("vbaproject.bin", "vbadata.xml", "macrosheets/")
ENTITIES = (b"<!DOCTYPE", b"<!ENTITY")
XML = (".xml", ".rels")

MANY = f"文件内部有{{count}}个部件，超过{PARTS}个。请拆分成几个文件，或另存为PDF后再上传。"
BOMB = "文件展开后超过100MB。请压缩其中的图片，或另存为PDF后再上传。"
CROOKED = f"文件内部的部件名称或长度不规范，可能被改动过。{RESAVE}"
LOCKED = "文件设有密码。请取消密码，另存后再上传。"
WITH_MACROS = "文件含有宏。请另存为不含宏的docx、xlsx，或另存为PDF后再上传。"
WITH_ENTITIES = f"文件内部含有实体声明，不能上传。{RESAVE}"
OTHER = (
    "文件内容与后缀“.{extension}”不符，可能是压缩包或其他文件改了后缀。请解压或另存为本页列出的格式后再上传。"
)


def check(file: IO[bytes], extension: str) -> None:
    """Refuse what is not a whole, plain package of this kind; zipfile and zlib raise what is damaged."""
    with zipfile.ZipFile(file) as archive:
        members = archive.infolist()
    if len(members) > PARTS:
        raise RefusedFile(MANY.format(count=len(members)))
    for member in members:
        _judge(member)
    _judge_names([member.filename for member in members], extension)
    _judge_places(members)
    left = INFLATED
    for member in members:
        left -= _inflate(file, member, left)


def _judge(member: zipfile.ZipInfo) -> None:
    name = member.filename
    if member.flag_bits & ENCRYPTED:
        raise RefusedFile(LOCKED)
    parts = name.split("/")
    crooked = name.startswith("/") or ".." in parts or "\\" in name or ":" in name
    is_link = member.external_attr >> 16 & 0o170000 == SYMLINK
    if crooked or is_link or not name.isprintable() or member.compress_type not in METHODS:
        raise RefusedFile(CROOKED)
    if any(mark in name.lower() for mark in MACROS):
        raise RefusedFile(WITH_MACROS)


def _judge_names(names: Sequence[str], extension: str) -> None:
    if len({name.lower() for name in names}) < len(names):
        raise RefusedFile(CROOKED)
    if not set(MUST_HOLD[extension]) <= set(names):
        raise RefusedFile(OTHER.format(extension=extension))


def _judge_places(members: Sequence[zipfile.ZipInfo]) -> None:
    """The first member begins the file, and no two share their bytes."""
    places = sorted((member.header_offset, member.compress_size) for member in members)
    if places[0][0] != 0 or any(
        start + LOCAL_HEADER + size > following for (start, size), (following, _) in pairwise(places)
    ):
        raise RefusedFile(CROOKED)


def _inflate(file: IO[bytes], member: zipfile.ZipInfo, room: int) -> int:
    """Inflate one member without keeping it; its length and check sum must be those that it states."""
    length, checksum = 0, 0
    guard = _EntityGuard() if member.filename.lower().endswith(XML) else None
    for piece in _pieces(file, member):
        length += len(piece)
        checksum = zlib.crc32(piece, checksum)
        if length > room:
            raise RefusedFile(BOMB)
        if guard:
            guard.read(piece)
    if (length, checksum) != (member.file_size, member.CRC):
        raise RefusedFile(CROOKED)
    return length


def _pieces(file: IO[bytes], member: zipfile.ZipInfo) -> Iterator[bytes]:
    """The member's bytes, inflated at most CHUNK at a time, from where its own header says it lies."""
    file.seek(member.header_offset)
    header = file.read(LOCAL_HEADER)
    if len(header) < LOCAL_HEADER or not header.startswith(b"PK\x03\x04"):
        raise RefusedFile(DAMAGED)
    name, extra = int.from_bytes(header[26:28], "little"), int.from_bytes(header[28:30], "little")
    flags, spelled = int.from_bytes(header[6:8], "little"), file.read(name)
    if spelled.decode("utf-8" if flags & 0x800 else "cp437") != member.orig_filename:
        raise RefusedFile(CROOKED)
    file.seek(extra, 1)
    return _stored(file, member) if member.compress_type == zipfile.ZIP_STORED else _deflated(file, member)


def _stored(file: IO[bytes], member: zipfile.ZipInfo) -> Iterator[bytes]:
    left = member.compress_size
    while left and (piece := file.read(min(left, CHUNK))):
        left -= len(piece)
        yield piece


def _deflated(file: IO[bytes], member: zipfile.ZipInfo) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    for packed in _stored(file, member):
        yield inflater.decompress(packed, CHUNK)
        while inflater.unconsumed_tail:
            yield inflater.decompress(inflater.unconsumed_tail, CHUNK)
    yield inflater.flush()


class _EntityGuard:
    """Refuses a DOCTYPE or ENTITY in XML of any Unicode encoding, also where two pieces meet."""

    def __init__(self) -> None:
        self.tail = b""

    def read(self, piece: bytes) -> None:
        text = self.tail + piece.replace(b"\x00", b"")
        if any(mark in text for mark in ENTITIES):
            raise RefusedFile(WITH_ENTITIES)
        self.tail = text[-len(ENTITIES[0]) :]
