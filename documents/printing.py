"""HTML becomes PDF: our style sheets, our fonts, nothing fetched, the same bytes every time (F4, D16)."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from weasyprint import CSS, HTML, Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from documents.fonts import font_file, font_rules
from documents.imprint import Imprint

STYLES = Path(__file__).parent / "styles"
PRODUCER = "ziping"


class OwnFontsOnly(URLFetcher):  # type: ignore[misc]  # the package carries no types
    """Gives out our packaged fonts by name and refuses every other address: files, hosts, data."""

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        path = font_file(url)
        if path is None:
            raise ValueError("a paper fetches nothing")
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": "font/otf"})


@lru_cache(maxsize=1)
def _fonts() -> tuple[FontConfiguration, CSS]:
    """The fonts, opened once in each process."""
    configuration = FontConfiguration()
    return configuration, CSS(string=font_rules(), url_fetcher=OwnFontsOnly(), font_config=configuration)


@lru_cache(maxsize=8)
def _style(name: str) -> CSS:
    text = (STYLES / name).read_text(encoding="utf-8")
    return CSS(string=text, url_fetcher=OwnFontsOnly(), font_config=_fonts()[0])


def lay_out(html: str, style: str, *, own_rules: str = "") -> Document:
    """Lay out `html`, whose typed text is already escaped; `own_rules` are CSS of ours, never of a user."""
    configuration, faces = _fonts()
    rules = CSS(string=own_rules, url_fetcher=OwnFontsOnly(), font_config=configuration)
    page = HTML(string=html, url_fetcher=OwnFontsOnly())
    return page.render(stylesheets=[faces, _style(style), rules], font_config=configuration)


def pdf_bytes(document: Document, imprint: Imprint) -> bytes:
    """Write the PDF, with an identifier and dates that come from the filing alone."""
    document.metadata.generator = PRODUCER
    content = document.write_pdf(pdf_identifier=imprint.identifier.encode())
    assert isinstance(content, bytes)
    return content
