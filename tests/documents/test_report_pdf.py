"""The page of GB/T 9704-2012: 22 lines of 28 characters, whatever fonts a line needs."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from typing import Any

import pdfplumber
import pikepdf
import pytest

from core.paper.report import report
from core.paper.table import table
from documents.bundle import bundle_pdf
from documents.report_pdf import report_pdf
from tests.documents.reading import squeezed
from tests.documents.sheets import IMPRINT
from tests.golden.yuancheng import yuancheng

pytestmark = pytest.mark.once

MM = 72 / 25.4
LINE = 28.95


@pytest.fixture(scope="module")
def blocks() -> Any:
    mixed = "本级2021年资金1155.5万元，填报人喆㼆，达到≧98%；"
    return report(*yuancheng(report__s1="一" * 28 * 60 + "\n" + mixed * 30))


@pytest.fixture(scope="module")
def pages(blocks) -> Iterator[list[Any]]:
    with pdfplumber.open(BytesIO(report_pdf(blocks, IMPRINT))) as pdf:
        yield pdf.pages


def text_of(page: Any) -> str:
    return squeezed(page.extract_text())


def body_lines(page: Any) -> list[list[Any]]:
    """The characters of the text area, line by line."""
    area = page.crop((28 * MM - 1, 37 * MM - 1, 184 * MM + 4, 262 * MM + 1))
    lines: dict[int, list[Any]] = {}
    for char in area.chars:
        lines.setdefault(round((char["bottom"] - 37 * MM) / LINE), []).append(char)
    return [lines[number] for number in sorted(lines)]


def test_page_has_22_lines_of_28_characters(pages):
    lines = body_lines(pages[2])

    assert len(lines) == 22
    assert {len(line) for line in lines} == {28}


def test_rare_characters_and_digits_do_not_push_lines_apart(pages):
    page = next(page for page in pages if "喆㼆" in text_of(page) and page.page_number > 4)

    fang = [char for line in body_lines(page) for char in line if "Fang" in char["fontname"]]
    baselines = sorted({round(char["bottom"], 1) for char in fang})
    gaps = [below - above for above, below in pairwise(baselines) if below - above > 2]
    assert all(abs(gap - LINE) < 0.5 for gap in gaps)


def test_cover_stands_alone_without_a_page_number(pages):
    cover = text_of(pages[0])

    assert cover.startswith("源城区2022年财政支出绩效自评报告项目名称：医疗救助补助资金")
    assert "—" not in cover


def test_text_is_numbered_from_one_odd_right_even_left(pages):
    feet = [page.crop((0, 262 * MM, page.width, page.height)) for page in pages[1:3]]

    assert ["—1—" in squeezed(feet[0].extract_text()), "—2—" in squeezed(feet[1].extract_text())] == [
        True,
        True,
    ]
    dashes = [next(char["x0"] for char in foot.chars if char["text"] == "—") for foot in feet]
    assert dashes[0] > 105 * MM > dashes[1]


def test_every_page_names_stamp_number_and_code(pages):
    assert all(squeezed(IMPRINT.footer) in text_of(page) for page in pages)


def test_lines_under_the_title_stand_on_the_grid_too(pages):
    tops = {round((char["top"] - 37 * MM) / LINE % 1, 2) for page in pages[1:3] for char in fang_of(page)}

    assert len(tops) == 1


def fang_of(page: Any) -> list[Any]:
    return [char for line in body_lines(page) for char in line if "Fang" in char["fontname"]]


def font_of(char: Any) -> str:
    return char["fontname"].partition("+")[2].partition(",")[0]


def test_digits_of_a_title_are_as_heavy_as_its_characters(pages):
    fonts = {font_of(char) for char in pages[0].chars if char["size"] > 20}

    assert fonts == {"Paper-Title", "Paper-Latin-Bold"}


def test_a_table_of_the_report_prints_between_its_paragraphs():
    typed = "前面的一段。\n【表】分项支出\n项目|金额（万元）\n门诊救助|408.79\n\n后面的一段。"
    told = report_pdf(report(*yuancheng(report__s1=typed)), IMPRINT)

    with pdfplumber.open(BytesIO(told)) as pdf:
        words = squeezed("".join(page.extract_text() for page in pdf.pages))

    places = [words.find(one) for one in ("前面的一段", "分项支出", "门诊救助", "408.79", "后面的一段")]
    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.parametrize("content", ["短", "一" * 28 * 40], ids=["even", "odd"])
def test_attachment_is_numbered_like_the_report(content):
    bundle = bundle_pdf(report(*yuancheng(report__s1=content)), table(*yuancheng()), IMPRINT)

    with pdfplumber.open(BytesIO(bundle)) as pdf:
        numbers = [number_of(page) for page in pdf.pages[1:]]
        width = pdf.pages[-1].width
    assert {(font_of(char), round(char["size"])) for number in numbers for char in number} == {
        ("Paper-Song", 14)
    }
    edges = [numbers[-1][0]["x0"], width - numbers[-1][-1]["x1"]]
    assert edges[len(numbers) % 2] == pytest.approx((16 + 5) * MM, abs=1)  # the margin and one character


def number_of(page: Any) -> list[Any]:
    """The number at the foot of `page` with its two dashes."""
    foot = [char for char in page.chars if char["top"] > 262 * MM and char["size"] > 11]
    return sorted((char for char in foot if char["text"].strip()), key=lambda char: char["x0"])


def test_bundle_numbers_its_pages_throughout_and_has_bookmarks(blocks):
    content = bundle_pdf(blocks, table(*yuancheng()), IMPRINT)

    with pdfplumber.open(BytesIO(content)) as pdf:
        last = text_of(pdf.pages[-1])
        assert last.startswith("附件1医疗救助补助资金-项目支出绩效自评表")
        assert f"—{len(pdf.pages) - 1}—" in last
    with pikepdf.open(BytesIO(content)) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
        assert titles[0] == "一、项目支出基本情况"
        assert titles[-1] == "附件1　医疗救助补助资金-项目支出绩效自评表"
        assert next(item.title for item in outline.root[2].children) == "（一）自评分数情况及分析"
