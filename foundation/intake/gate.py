"""The gate: one foreign file against everything that we ask of it, cheapest question first."""

from __future__ import annotations

import os
from typing import IO

from django.conf import settings

from foundation.intake import sandbox, scanner
from foundation.intake.kinds import (
    EVIDENCE,
    FAMILY_LABELS,
    HEAD,
    UNSIGNED,
    Accepted,
    Family,
    Kind,
    extension_of,
    family_of,
    is_markup,
)
from foundation.intake.refusal import RefusedFile

END_RECORD, END_LENGTH, LONGEST_COMMENT = b"PK\x05\x06", 22, 0xFFFF
UNKNOWN = "不能上传“.{extension}”文件。可以上传{listed}。{advice}"
NO_EXTENSION = "文件名没有后缀，不能判断是什么文件。可以上传{listed}。"
EMPTY = "文件是空的（0字节）。请核对原文件后重新上传。"
TOO_LARGE = "文件超过{limit}MB。请压缩图片、降低扫描分辨率，或拆分成几个文件后再上传。"
OTHER_CONTENT = "文件后缀是“.{extension}”，内容却是{found}。请用正确的软件打开，另存为{label}后再上传。"
NO_CONTENT = "文件后缀是“.{extension}”，内容却不是{label}。请打开原文件核对，另存后再上传。"
TWO_FACES = "文件中夹带了另一种格式的内容，不能上传。请打开原文件，另存为新文件后再上传。"


def too_large() -> str:
    """The sentence for a file larger than the limit."""
    return TOO_LARGE.format(limit=settings.UPLOAD_FILE_MB)


def admit(file: IO[bytes], name: str, accepted: Accepted = EVIDENCE) -> Kind:
    """Return what the file is; RefusedFile says why it does not come in. `file` lies on the disk."""
    extension = extension_of(name)
    kind = _kind(extension, accepted)
    _judge_size(file)
    _judge_content(file, extension, kind)
    file.seek(0)
    sandbox.run("check", extension, file)
    if settings.VIRUS_SCANNER:
        scanner.scan(file, settings.VIRUS_SCANNER)
    return kind


def _kind(extension: str, accepted: Accepted) -> Kind:
    if not extension:
        raise RefusedFile(NO_EXTENSION.format(listed=accepted.listed))
    if extension not in accepted.kinds:
        advice = accepted.advice.get(extension, accepted.otherwise)
        raise RefusedFile(UNKNOWN.format(extension=extension[:10], listed=accepted.listed, advice=advice))
    return accepted.kinds[extension]


def _judge_size(file: IO[bytes]) -> None:
    size = file.seek(0, os.SEEK_END)
    if not size:
        raise RefusedFile(EMPTY)
    if size > settings.UPLOAD_FILE_MB * 1024 * 1024:
        raise RefusedFile(too_large())


def _judge_content(file: IO[bytes], extension: str, kind: Kind) -> None:
    file.seek(0)
    head = file.read(HEAD)
    found = family_of(head)
    if found != kind.family and not (found is None and kind.family in UNSIGNED):
        raise RefusedFile(_other(found, extension, kind))
    if is_markup(head) or _has_another_face(file, head, kind.family):
        raise RefusedFile(TWO_FACES)


def _other(found: Family | None, extension: str, kind: Kind) -> str:
    if found is None:
        return NO_CONTENT.format(extension=extension, label=kind.label)
    return OTHER_CONTENT.format(extension=extension, label=kind.label, found=FAMILY_LABELS[found])


def _has_another_face(file: IO[bytes], head: bytes, family: Family) -> bool:
    """Whether the file is an archive by its end, or a PDF by what stands near its start."""
    if family != "package" and _ends_as_archive(file):
        return True
    return family != "pdf" and b"%PDF-" in head


def _ends_as_archive(file: IO[bytes]) -> bool:
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - END_LENGTH - LONGEST_COMMENT))
    tail = file.read()
    place = tail.rfind(END_RECORD)
    if place < 0 or len(tail) - place < END_LENGTH:
        return False
    comment = int.from_bytes(tail[place + END_LENGTH - 2 : place + END_LENGTH], "little")
    return len(tail) - place == END_LENGTH + comment
