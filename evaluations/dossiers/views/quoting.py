"""The words of a text that a finding is about, with their figures marked; every sign is escaped."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from core.verification import Finding
from core.verification.quoting import Mark, Piece, Span, quote

QUOTE = '<blockquote class="said">{}</blockquote>'
PIECES: dict[Mark, str] = {
    "": "{}",
    "claimed": '<mark class="claimed">{}</mark>',
    "agrees": '<span class="agrees">{}</span>',
    "compared": '<span class="compared">{}</span>',
}


def quoted(text: str, finding: Finding, agreeing: Iterable[Span] = ()) -> SafeString:
    """The clauses, with what does not come out underlined, what it was held against, and what agrees."""
    return format_html(QUOTE, drawn(quote(text, finding, agreeing).pieces))


def drawn(pieces: Iterable[Piece]) -> SafeString:
    """Words with their marks."""
    return format_html_join("", "{}", ((_drawn(piece),) for piece in pieces))


def quote_id(finding: Finding) -> str:
    """The id of what is told of these words below their text: the same claim may stand there twice."""
    return f"said_{finding.fingerprint[:16]}_{finding.spans[0][0]}"


def _drawn(piece: Piece) -> SafeString:
    return format_html(PIECES[piece.mark], piece.text)
