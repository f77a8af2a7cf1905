"""Nothing that was typed is fetched or executed by a renderer (F4, F8)."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from typing import Any

import openpyxl
import pikepdf
import pytest

from core.filing.snapshot import Cell, Snapshot
from documents.printing import OwnFontsOnly
from tests.documents.printed import paper
from tests.documents.reading import pages_of, pdf_text, squeezed
from tests.golden.yuancheng import yuancheng

pytestmark = pytest.mark.once

FORMULAS = [
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://127.0.0.1")',
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "\t=1+1",
    "=1+1",
]


@pytest.fixture
def canary() -> Iterator[Any]:
    """A server that counts who calls."""
    hits: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            hits.append(self.path)
            self.send_response(204)
            self.end_headers()

        def log_message(self, *args: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port, hits
    server.shutdown()
    server.server_close()


def payloads(port: int) -> list[str]:
    base = f"http://127.0.0.1:{port}"
    return [
        "<img src=file:///etc/passwd>",
        f"<img src={base}/img>",
        "<link rel=attachment href=file:///etc/passwd>",
        f"<link rel=stylesheet href={base}/css>",
        f"<style>@import url({base}/import);</style>",
        f"@import url({base}/plain);",
        f"<object data={base}/object></object><iframe src={base}/frame></iframe>",
        f"<svg><image href={base}/svg /></svg>",
        "</span></p><script>1</script>",
        "⟦funds/total/executed⟧",
        "{{ 7 }}{% load static %}",
        "&lt;b&gt;",
    ]


def words_of(content: bytes) -> str:
    """What stands on the pages, and what stands in each cell by itself."""
    return pdf_text(content) + " ".join(cell.text for page in pages_of(content) for cell in page)


def hostile(texts: list[str]) -> tuple[Any, Snapshot]:
    """The filing with hostile texts in its cells, its report, its name and its row names."""
    form, snapshot = yuancheng()
    everything = "\n".join(texts)
    cells = {
        **snapshot.cells,
        "goals/1/actual": Cell(everything),
        "report/s1": Cell(everything),
        "header/filer": Cell(texts[0]),
        "indicators/r2/note": Cell(texts[-1]),
    }
    lines = tuple(
        replace(line, name=texts[number % len(texts)]) for number, line in enumerate(snapshot.lines)
    )
    return form, replace(
        snapshot, cells=cells, lines=lines, identity=replace(snapshot.identity, project_name=texts[1])
    )


@pytest.mark.parametrize("kind", ["table", "report", "bundle"])
def test_typed_addresses_are_printed_and_never_called(canary, kind):
    port, hits = canary
    texts = payloads(port)

    content = paper(*hostile(texts), kind)
    words = words_of(content)

    assert hits == []
    assert [text for text in texts if squeezed(text) not in words] == []
    with pikepdf.open(BytesIO(content)) as pdf:
        assert list(pdf.attachments) == []
        assert not any("/Annots" in page for page in pdf.pages)


def test_typed_formula_is_text_in_the_workbook():
    content = paper(*hostile(FORMULAS), "table", "xlsx")

    book = openpyxl.load_workbook(BytesIO(content))
    cells = [cell for page in book for row in page.iter_rows() for cell in row if cell.value is not None]
    typed = [cell for cell in cells if isinstance(cell.value, str)]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert all(cell.quotePrefix for cell in typed)
    assert not any(cell.hyperlink for cell in cells)
    assert any(cell.value.endswith("=cmd|' /C calc'!A0") for cell in typed)


def test_characters_that_xml_lacks_do_not_break_the_workbook():
    content = paper(*yuancheng(indicators__r1__note="偏差\ufffe原因\x0b说明\uffff"), "table", "xlsx")

    page = openpyxl.load_workbook(BytesIO(content)).worksheets[0]
    assert "偏差原因说明" in {cell.value for row in page.iter_rows() for cell in row}


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "http://127.0.0.1/", "data:text/css,x", "font:///no.otf"]
)
def test_fetcher_refuses_everything_but_our_fonts(url):
    with pytest.raises(ValueError, match="fetches nothing"):
        OwnFontsOnly().fetch(url)


def test_fetcher_gives_our_fonts():
    assert OwnFontsOnly().fetch("font:///FandolFang-Regular.otf").read(4) == b"OTTO"
