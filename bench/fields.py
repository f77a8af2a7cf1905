"""What a browser would post of a page of cells."""

from __future__ import annotations

import html
import re

FIELD = re.compile(r'(<(?:input|textarea)\b[^>]*?\bname="([^"]+)"[^>]*>)(?:([^<]*)</textarea>)?', re.S)
VALUE = re.compile(r'\bvalue="([^"]*)"')


def fields(page: str) -> dict[str, str]:
    """The fields of a page whose ticks are all off."""
    found = {}
    for tag, name, text in FIELD.findall(page):
        value = VALUE.search(tag)
        if 'type="checkbox"' not in tag:
            found[name] = html.unescape(value[1] if value else text.removeprefix("\n"))
    return found
