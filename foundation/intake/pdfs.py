"""PDF: opened whole; nothing that acts, nothing that hides another file, no password."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from pikepdf import Array, Dictionary, Name, PasswordError, Pdf, Stream

from foundation.intake.refusal import DAMAGED, RefusedFile

LOCKED = "PDF设有密码或限制。请解除密码，或用“打印为PDF”另存后再上传。"
ACTIVE = "PDF含有脚本、自动运行的动作或内嵌的附件，不能上传。请用“打印为PDF”另存后再上传。"
DEEPEST = 100
NAMES = frozenset(
    {
        *("/JS", "/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/XFA", "/RichMedia"),
        *("/EF", "/EmbeddedFile", "/EmbeddedFiles", "/FileAttachment"),
    }
)
HINT = re.compile(b"|".join(re.escape(name.encode()) for name in sorted(NAMES)))


def check(file: BinaryIO, extension: str) -> None:
    """Refuse what is locked or can do more than be read; what pikepdf raises tells that it is damaged."""
    try:
        document = Pdf.open(file)
    except PasswordError:
        raise RefusedFile(LOCKED) from None
    with document:
        if document.is_encrypted:
            raise RefusedFile(LOCKED)
        if not len(document.pages):
            raise RefusedFile(DAMAGED)
        if _is_active(document.trailer) or any(map(_is_active, document.objects)):
            raise RefusedFile(ACTIVE)


def _is_active(thing: Any) -> bool:
    """Whether a dictionary in `thing` names an action or a hidden file; words in a text do not count."""
    described = thing.stream_dict if isinstance(thing, Stream) else thing
    if not isinstance(described, Dictionary | Array) or not HINT.search(described.unparse(resolved=True)):
        return False
    return any(name in NAMES for name in _names(described, DEEPEST))


def _names(thing: Any, depth: int) -> Iterator[str]:
    """Every name in `thing` and what lies directly in it; an object elsewhere is looked at on its own."""
    if not depth:
        raise RefusedFile(ACTIVE)
    if isinstance(thing, Name):
        yield str(thing)
    elif isinstance(thing, Dictionary):
        for key, value in thing.items():
            yield key
            yield from _inside(value, depth)
    else:
        for value in thing:
            yield from _inside(value, depth)


def _inside(value: Any, depth: int) -> Iterator[str]:
    if isinstance(value, Name | Dictionary | Array) and not value.is_indirect:
        yield from _names(value, depth - 1)
