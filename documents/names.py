"""What a downloaded paper is called: 项目名-自评表-送签稿.pdf, in the spelling of RFC 6266."""

from __future__ import annotations

import re
from urllib.parse import quote

from core.filing.snapshot import Snapshot
from documents.models import RenderedDocument, SetPaper

UNFIT = re.compile(r'[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\\/:*?"<>|%;]+')
LONGEST = 60


def download_name(document: RenderedDocument, snapshot: Snapshot) -> str:
    """Return the file's name; what no file system or header takes is left out.

    A name of 60 characters at most stays below the 255 bytes that file systems allow.
    """
    subject = _fit(snapshot.identity.project_name or snapshot.identity.unit_name)
    label = document.stamp.get_label_display()
    return (
        f"{subject or snapshot.identity.number}-{document.get_kind_display()}-{label}.{document.file_format}"
    )


def set_download_name(paper: SetPaper, unit_name: str) -> str:
    """Return the name of a file of a whole set: 单位-送签单-定稿.pdf, 财政局-汇总表-<version code>.pdf."""
    label = paper.frozen_set.get_label_display() or paper.frozen_set.code
    return f"{_fit(unit_name) or '本单位'}-{paper.get_kind_display()}-{label}.{paper.file_format}"


def _fit(text: str) -> str:
    return UNFIT.sub("", text).strip(" .")[:LONGEST]


def content_disposition(name: str, *, kind: str = "attachment") -> str:
    """Return the header: a plain name for old clients, the real one in UTF-8 (RFC 6266, RFC 8187).

    `kind` is attachment, or inline where a browser may show the file.

    >>> content_disposition("甲.pdf")
    "attachment; filename=\\"document.pdf\\"; filename*=UTF-8''%E7%94%B2.pdf"
    """
    plain = f"document.{name.rpartition('.')[2]}"
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
