"""The papers that are measured: ours, and bare WeasyPrint on the HTML that ours lays out last."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from weasyprint import CSS, HTML  # noqa: E402

from bench.content import filing, table_of  # noqa: E402
from core.paper.report import report  # noqa: E402
from core.paper.table import table  # noqa: E402
from documents import printing, report_pdf, table_pdf  # noqa: E402
from documents.bundle import bundle_pdf  # noqa: E402
from documents.imprint import Imprint  # noqa: E402
from documents.table_xlsx import table_xlsx  # noqa: E402
from tests.golden.yuancheng import yuancheng  # noqa: E402

IMPRINT = Imprint(
    footer="送签稿　编号：2021-441602-0001　版本码：7K3M-9QXT-2VHB-4",
    title="医疗救助补助资金-自评表",
    identifier="7K3M-9QXT-2VHB-4",
    created=datetime(2022, 4, 6, 1, 2, 3, tzinfo=UTC),
)
FILINGS = {
    "table": table_of(20),
    "table, 源城 2021": yuancheng(),
    "table, 60 rows": table_of(60),
    "table, 200 rows": table_of(200),
    "report": filing(),
    "bundle": filing(),
    "workbook": filing(),
}
LONG = ("table, 60 rows", "table, 200 rows")


def ours(name: str) -> bytes:
    """Print the paper by the way of the worker, from the frozen filing to the bytes."""
    form, snapshot = FILINGS[name]
    if name == "workbook":
        return table_xlsx(table(form, snapshot), report(form, snapshot), IMPRINT)
    if name == "report":
        return report_pdf.report_pdf(report(form, snapshot), IMPRINT)
    if name == "bundle":
        return bundle_pdf(report(form, snapshot), table(form, snapshot), IMPRINT)
    return table_pdf.table_pdf(table(form, snapshot), IMPRINT)


def bare(name: str) -> Callable[[], list[bytes]]:
    """WeasyPrint alone on the HTML that the paper consists of in the end; fonts and styles are ready."""
    pages = last_html(name)
    configuration, faces = printing._fonts()

    def write() -> list[bytes]:
        return [
            HTML(string=html, url_fetcher=printing.OwnFontsOnly()).write_pdf(
                stylesheets=[faces, printing._style(style), CSS(string=rules)], font_config=configuration
            )
            for html, style, rules in pages
        ]

    return write


def last_html(name: str) -> list[tuple[str, str, str]]:
    """The HTML, style sheet and rules of every document that ends up in the paper."""
    last: dict[str, tuple[str, str, str]] = {}
    original = printing.lay_out

    def noting(html: str, style: str, *, own_rules: str = "") -> object:
        last[style] = html, style, own_rules
        return original(html, style, own_rules=own_rules)

    for module in (table_pdf, report_pdf):
        module.lay_out = noting
    try:
        ours(name)
    finally:
        for module in (table_pdf, report_pdf):
            module.lay_out = original
    return list(last.values())
