"""Which files may come in: by extension, with the content that it promises and how it goes out again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Family = Literal["pdf", "png", "jpeg", "package", "compound", "text", "plain"]
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
FORM_KINDS = {"toml": Kind("TOML文件", "text"), "xlsx": KINDS["xlsx"]}
FILING_KINDS = {"xlsx": KINDS["xlsx"], "json": Kind("JSON文件", "plain"), "txt": Kind("文本文件", "plain")}
SIGNED_KINDS = {name: KINDS[name] for name in ("pdf", "png", "jpg", "jpeg")}
BOOK_KINDS = {"xlsx": KINDS["xlsx"]}
ALL_KINDS = {**KINDS, **FORM_KINDS, **FILING_KINDS}


@dataclass(frozen=True)
class Accepted:
    """What one place takes. `listed`: in words; `advice`: what to do with the rest, by extension."""

    kinds: Mapping[str, Kind]
    listed: str
    advice: Mapping[str, str]
    otherwise: str


EVIDENCE = Accepted(
    KINDS,
    "PDF、图片（png、jpg）、docx、xlsx、doc、xls、wps、et、ofd",
    {
        **dict.fromkeys(("zip", "rar", "7z", "tar", "gz"), "请解压后逐个上传。"),
        **dict.fromkeys(("docm", "xlsm", "dotm", "xltm"), "请另存为不含宏的docx、xlsx后再上传。"),
        **dict.fromkeys(("heic", "heif", "webp", "bmp", "gif", "tif", "tiff"), "请另存为jpg或png后再上传。"),
        **dict.fromkeys(("html", "htm", "mht", "svg", "xml"), "请用浏览器的“打印”另存为PDF后再上传。"),
    },
    "请另存为PDF后再上传。",
)
SIGNED = Accepted(SIGNED_KINDS, "PDF、图片（png、jpg）", {}, "请扫描为PDF，或拍成jpg后再上传。")
"""Scans of signed papers."""
FORMS = Accepted(
    FORM_KINDS,
    "xlsx、toml",
    dict.fromkeys(("xls", "et", "xlsm", "xltx", "ods", "csv"), "请用WPS或Excel另存为xlsx后再上传。"),
    "请上传由“导出”得到、修改后的文件。",
)
FILINGS = Accepted(
    FILING_KINDS,
    "xlsx、json、txt",
    {
        **dict.fromkeys(("doc", "docx", "wps", "pdf", "ofd"), "请复制其中的文字粘贴，或另存为txt后再校验。"),
        **dict.fromkeys(("xls", "et", "xlsm", "ods", "csv"), "请用WPS或Excel另存为xlsx后再校验。"),
    },
    "请另存为txt后再校验。",
)
"""What is read for a check alone (校验一份文件)."""
BOOKS = Accepted(
    BOOK_KINDS,
    "xlsx",
    {
        **dict.fromkeys(
            ("xls", "et", "xlsm", "ods", "csv"), "请用WPS或Excel打开，选“文件—另存为—xlsx”后再导入。"
        ),
        **dict.fromkeys(("zip", "rar", "7z"), "请解压后选择其中的xlsx文件。"),
        **dict.fromkeys(
            ("doc", "docx", "wps", "pdf"), "请把内容填到由本页下载的离线填报表（xlsx）后再导入。"
        ),
    },
    "请选择由“离线填报”下载、填写后的xlsx文件。",
)
"""What comes back filled in (离线填报表)."""
IMPORTS = Accepted(
    BOOK_KINDS,
    "xlsx",
    {**BOOKS.advice, **dict.fromkeys(("doc", "docx", "wps", "pdf"), "请把内容填到模板（xlsx）中再导入。")},
    "请选择按模板填写的xlsx文件。",
)
"""What administrators import by the hundred (units, users, projects)."""
LEDGERS = Accepted(
    BOOK_KINDS,
    "xlsx",
    {**BOOKS.advice, **dict.fromkeys(("doc", "docx", "wps", "pdf"), "请向会计索取台账的xlsx文件。")},
    "请选择会计的台账（xlsx文件）。",
)
"""An accountant's ledger, laid out as it pleases its maker."""
UNSIGNED: tuple[Family, ...] = ("text", "plain")
"""Families that begin with nothing of their own."""
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
    """Return what a file that begins with `head` is; None for what we know nothing of, plain text too."""
    return next((family for family, signature in SIGNATURES.items() if head.startswith(signature)), None)


def is_markup(head: bytes) -> bool:
    """Whether a browser might take the file for a page: HTML, SVG, a script."""
    low = head[:HEAD].lower().replace(b"\x00", b"")
    return any(mark in low for mark in MARKUP)
