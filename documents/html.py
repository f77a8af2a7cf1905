"""The Sheet and the report as HTML: one partial draws them for page and PDF."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from core.paper.report import Block
from core.paper.sheet import Sheet


def sheet_html(sheet: Sheet) -> SafeString:
    """Return the table; every text in it is escaped."""
    return render_to_string("documents/sheet.html", {"sheet": sheet})


def report_html(blocks: tuple[Block, ...]) -> SafeString:
    """Return the report's blocks; every text in them is escaped."""
    return render_to_string("documents/blocks.html", {"blocks": blocks})
