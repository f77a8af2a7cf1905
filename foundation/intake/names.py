"""What a foreign file is called: one line of plain text, never a path."""

from __future__ import annotations

import re
import unicodedata

from core.figures.text import REFUSED, ZERO_WIDTH
from foundation.intake.kinds import extension_of

LONGEST = 100
UNFIT = re.compile(r'[:*?"<>|%;\x00-\x1f]+')
NAMELESS = "未命名"


def plain_name(given: str) -> str:
    """Return the last part of `given` without what no page, header or file system takes.

    >>> plain_name("C:\\\\桌面\\\\发票.PDF"), plain_name("../../etc/passwd")
    ('发票.pdf', 'passwd')
    """
    last = re.split(r"[\\/]", given)[-1]
    kept = UNFIT.sub("", REFUSED.sub("", unicodedata.normalize("NFC", last).translate(ZERO_WIDTH)))
    words = " ".join(kept.split())
    extension = extension_of(words)[:10]
    stem = words.rpartition(".")[0] if extension else words
    stem = stem.strip(" .")[:LONGEST].strip(" .") or NAMELESS
    return f"{stem}.{extension}" if extension else stem
