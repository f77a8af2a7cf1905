"""函 as a PDF: the letter page of GB/T 9704-2012 with its red head."""

from __future__ import annotations

from django.template.loader import render_to_string

from core.paper.letter import LetterBlock, Letterhead
from documents.imprint import Imprint
from documents.printing import lay_out, pdf_bytes

STYLE = "letter.css"
WIDTH = 442
"""Of the text, in points (156 mm)."""
LARGEST, SMALLEST = 44, 24
"""Of the name in the head, in points."""


def letter_pdf(blocks: tuple[LetterBlock, ...], imprint: Imprint) -> bytes:
    """Return the PDF; the name in its head is as large as fits one line."""
    html = render_to_string(
        "documents/print_letter.html",
        {
            "body": blocks,
            "footer": imprint.footer,
            "title": imprint.title,
            "created": imprint.created_text,
        },
    )
    heads = (len(block.issuer) for block in blocks if isinstance(block, Letterhead))
    size = max(SMALLEST, min([LARGEST, *(WIDTH // max(length, 1) for length in heads)]))
    return pdf_bytes(lay_out(html, STYLE, own_rules=f".letter-mark{{font-size:{size}pt}}"), imprint)
