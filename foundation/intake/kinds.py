"""Which files may come in: by extension, with the content that it promises and how it goes out again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Family = Literal["pdf", "png", "jpeg", "package", "compound"]
HEAD = 1024


@dataclass(frozen=True)
class Kind:
    """`shown`: a browser can show it, so it may be looked at without being downloaded."""

    label: str
    family: Family
    content_type: str = "application/octet-stream"
    shown: bool = False


_OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS: dict[str, Kind] = {
    "pdf": Kind("PDF文件", "pdf", "application/pdf", shown=True),
    "png": Kind("PNG图片", "png", "image/png", shown=True),
    "jpg": Kind("JPG图片", "jpeg", "image/jpeg", shown=True),
    "jpeg": Kind("JPG图片", "jpeg", "image/jpeg", shown=True),
    "docx": Kind("Word文档", "package", f"{_OFFICE}.wordprocessingml.document"),
    "xlsx": Kind("Excel工作簿", "package", f"{_OFFICE}.spreadsheetml.sheet"),
    "doc": Kind("Word文档（旧版）", "compound", "application/msword"),
    "xls": Kind("Excel工作簿（旧版）", "compound", "application/vnd.ms-excel"),
    "wps": Kind("WPS文字", "compound"),
    "et": Kind("WPS表格", "compound"),
    "ofd": Kind("OFD文件", "package", "application/ofd"),
}
SIGNATURES: dict[Family, bytes] = {
    "pdf": b"%PDF-",
    "png": b"\x89PNG\r\n\x1a\n",
    "jpeg": b"\xff\xd8\xff",
    "package": b"PK\x03\x04",
    "compound": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
}
FAMILY_LABELS: dict[Family, str] = {
    "pdf": "PDF文件",
    "png": "PNG图片",
    "jpeg": "JPG图片",
    "package": "docx、xlsx、ofd一类的文件或压缩包",
    "compound": "doc、xls、wps、et一类的文件，或设有打开密码的文档",
}
MARKUP = (b"<!doctype", b"<html", b"<head", b"<body", b"<script", b"<svg", b"<iframe", b"<?php")


def extension_of(name: str) -> str:
    """Return the extension in small letters, without the dot.

    >>> extension_of("发票.PDF"), extension_of("发票")
    ('pdf', '')
    """
    return name.rpartition(".")[2].lower() if "." in name else ""


def family_of(head: bytes) -> Family | None:
    """Return what a file that begins with `head` is; None for what we know nothing of."""
    return next((family for family, signature in SIGNATURES.items() if head.startswith(signature)), None)


def is_markup(head: bytes) -> bool:
    """Whether a browser might take the file for a page: HTML, SVG, a script."""
    low = head[:HEAD].lower().replace(b"\x00", b"")
    return any(mark in low for mark in MARKUP)
