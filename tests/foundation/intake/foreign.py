"""Foreign files, honest and hostile, made on the spot."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable
from typing import IO, Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image

DOCX = ("[Content_Types].xml", "word/document.xml")
XLSX = ("[Content_Types].xml", "xl/workbook.xml")
XML = b'<?xml version="1.0"?><a/>'
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def on_disk(folder: Any, content: bytes) -> IO[bytes]:
    """An open file that a child process can be given."""
    path = folder / "foreign"
    path.write_bytes(content)
    return path.open("rb")


def pdf(**root: Any) -> bytes:
    """One empty page; `root` goes into the catalogue."""
    document = Pdf.new()
    document.add_blank_page()
    for key, value in root.items():
        document.Root[f"/{key}"] = value
    return _saved(document)


def script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def pdf_with_hidden_script() -> bytes:
    """The action lies in a list in an object of its own, as a button has it."""
    return pdf(AcroForm=Dictionary(Fields=Array([Dictionary(AA=Dictionary(U=script()))])))


def pdf_with_attachment() -> bytes:
    document = Pdf.new()
    document.add_blank_page()
    document.attachments["virus.exe"] = b"MZ"
    return _saved(document)


def locked_pdf(*, user: str) -> bytes:
    document = Pdf.new()
    document.add_blank_page()
    return _saved(document, encryption=pikepdf.Encryption(owner="owner", user=user))


def pdf_about(words: str) -> bytes:
    document = Pdf.new()
    document.add_blank_page()
    document.docinfo["/Title"] = words
    return _saved(document)


def packed_pdf(megabytes: int) -> bytes:
    """Small on the disk; whoever opens it inflates a list of objects of this size."""
    document = Pdf.new()
    document.add_blank_page()
    document.docinfo["/Title"] = "x" * megabytes * 1024 * 1024
    out = io.BytesIO()
    document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def deep_pdf(levels: int) -> bytes:
    """A list in a list in a list …, with a word in it that makes the gate look closer."""
    nest = b"[" * levels + b"(/JS)" + b"]" * levels
    return pdf_about("x").replace(b"/Type /Catalog", b"/Type /Catalog /Nest " + nest)


def _saved(document: Pdf, **given: Any) -> bytes:
    out = io.BytesIO()
    document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, **given)
    return out.getvalue()


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30), mode: str = "RGB") -> bytes:
    out = io.BytesIO()
    Image.new(mode, size).save(out, kind)
    return out.getvalue()


def flood() -> bytes:
    """A picture of 900 million pixels in a few bytes: its head says so, its content is not even there."""
    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR" + head) + _chunk(b"IDAT")


def _chunk(content: bytes) -> bytes:
    return struct.pack(">I", len(content) - 4) + content + struct.pack(">I", zlib.crc32(content))


def package(
    names: Iterable[str] = DOCX, more: dict[str, bytes] | None = None, *, stored: Iterable[str] = ()
) -> bytes:
    """An archive with `names` holding a little XML, and `more`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**dict.fromkeys(names, XML), **(more or {})}.items():
            method = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return out.getvalue()


def bomb(megabytes: int = 101) -> bytes:
    return package(more={"word/media/image1.bmp": bytes(megabytes * 1024 * 1024)})


def twins() -> bytes:
    """The same name twice, which readers take in different ways."""
    return package(more={"word/documenT.xml": XML})


def lying(content: bytes = bytes(5000)) -> bytes:
    """A member that says it is one byte long, in both of its headers."""
    honest = package(more={"word/media/a.bin": content})
    size = struct.pack("<I", len(content))
    return honest.replace(size, struct.pack("<I", 1))


def locked_package() -> bytes:
    """The flag of a password in every member of the directory."""
    content = bytearray(package())
    place = content.find(b"PK\x01\x02")
    while place >= 0:
        content[place + 8] |= 1
        place = content.find(b"PK\x01\x02", place + 1)
    return bytes(content)


def linked() -> bytes:
    """A member that is a symbolic link."""
    out = io.BytesIO(package())
    with zipfile.ZipFile(out, "a") as archive:
        member = zipfile.ZipInfo("word/link")
        member.external_attr = 0o120777 << 16
        archive.writestr(member, "/etc/passwd")
    return out.getvalue()


def overlapping() -> bytes:
    """Two members of the directory that lie on the same bytes, as the better bombs do."""
    out = io.BytesIO(package(more={"word/a.bin": b"a" * 500}))
    with zipfile.ZipFile(out, "a") as archive:
        member = zipfile.ZipInfo("word/b.bin")
        archive.writestr(member, b"")
        archive.getinfo("word/b.bin").header_offset = archive.getinfo("word/a.bin").header_offset
    return out.getvalue()


def compound(names: Iterable[str] = ("WordDocument",), **header: int) -> bytes:
    """A compound file of old Office: the table in sector 0, the directory from sector 1 on.

    `header` overwrites fields: order, shift, directory (its first sector), tables (the first further one).
    """
    entries = [_entry("Root Entry", 5), *(_entry(name, 2) for name in names)]
    sectors = -(-len(entries) // 4)
    directory = b"".join(entries).ljust(sectors * 512, b"\0")
    chain = [0xFFFFFFFD, *range(2, sectors + 1), 0xFFFFFFFE]
    table = struct.pack("<128I", *chain, *[0xFFFFFFFF] * (128 - len(chain)))
    first = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HH", 0x3E, 3)
    first += struct.pack("<HH", header.get("order", 0xFFFE), header.get("shift", 9))
    first += bytes(12) + struct.pack("<I", 1) + struct.pack("<I", header.get("directory", 1)) + bytes(4)
    first += struct.pack("<I", 4096) + struct.pack("<II", 0xFFFFFFFE, 0)
    first += struct.pack("<II", header.get("tables", 0xFFFFFFFE), header.get("count", 0))
    first += struct.pack("<109I", header.get("table", 0), *[0xFFFFFFFF] * 108)
    return first.ljust(512, b"\0") + table + directory


def _entry(name: str, kind: int) -> bytes:
    spelled = (name + "\0").encode("utf-16-le")
    return spelled.ljust(64, b"\0") + struct.pack("<HB", len(spelled), kind) + bytes(61)
