"""函 on paper: red head, double rules, the page of the standard; typed text is never markup."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

import pdfplumber
import pytest

from core.paper.letter import letter_blocks
from documents.letter_pdf import letter_pdf
from tests.core.paper.test_letter import UNIT, said
from tests.documents.reading import squeezed
from tests.documents.sheets import IMPRINT

pytestmark = pytest.mark.once

MM = 72 / 25.4
RED = (230 / 255, 0, 18 / 255)
HOSTILE = '<img src="http://x/y.png">{{ title }}&amp;</p><style>*{display:none}</style>'


def pages_of(letter: Any) -> list[Any]:
    with pdfplumber.open(BytesIO(letter_pdf(letter_blocks(letter), IMPRINT))) as pdf:
        return [page for page in pdf.pages if page.chars]


@pytest.fixture(scope="module")
def pages() -> list[Any]:
    return pages_of(said(body="文" * 28 * 30))


def is_red(one: Any) -> bool:
    colour = one["non_stroking_color"] or ()
    return len(colour) == 3 and all(abs(a - b) < 0.01 for a, b in zip(colour, RED, strict=True))


def test_the_name_stands_red_30_mm_from_the_upper_edge_and_centred(pages):
    head = [char for char in pages[0].chars if is_red(char)]

    assert "".join(char["text"] for char in head) == UNIT
    assert abs(min(char["top"] for char in head) - 30 * MM) < 6
    middle = (head[0]["x0"] + head[-1]["x1"]) / 2
    assert abs(middle - (28 + 156 / 2) * MM) < 1


def test_double_rules_170_mm_wide_stand_below_the_name_and_20_mm_above_the_lower_edge(pages):
    red = [rect for rect in pages[0].rects if is_red(rect)]

    assert {round((rect["x1"] - rect["x0"]) / MM) for rect in red} == {170}
    assert {round(rect["x0"] / MM) for rect in red} == {20}
    name = max(char["bottom"] for char in pages[0].chars if is_red(char))
    assert 0 < min(rect["top"] for rect in red) - name < 5 * MM
    assert abs(max(rect["bottom"] for rect in red) - 277 * MM) < 3


def test_the_first_page_has_no_number_and_the_second_stands_left(pages):
    feet = [squeezed(page.crop((0, 262 * MM, page.width, page.height)).extract_text()) for page in pages[:2]]

    assert ("—" in feet[0], "—2—" in feet[1]) == (False, True)


def test_every_page_names_stamp_number_and_code(pages):
    assert all(squeezed(IMPRINT.footer) in squeezed(page.extract_text()) for page in pages)


def test_the_name_is_centred_over_the_day_and_stands_on_one_page_with_it(pages):
    lines = pages[-1].extract_text_lines()
    named = {squeezed(line["text"]): line for line in lines}
    name, day = named[UNIT], named["2025年3月5日"]

    assert abs((name["x0"] + name["x1"]) - (day["x0"] + day["x1"])) < 4


def test_a_long_name_is_smaller():
    (long,) = pages_of(replace(said(), issuer="某省某自治州某自治县某某局直属某某事业管理服务中心"))

    assert {round(char["size"]) for char in long.chars if is_red(char)} == {24}


def test_typed_markup_prints_as_it_was_typed():
    given = dict.fromkeys(("number", "addressee", "title", "body"), HOSTILE)

    text = "".join(squeezed(page.extract_text()) for page in pages_of(said(**given, attachments=(HOSTILE,))))

    assert text.count("<style>*{display:none}</style>") == 5


@pytest.mark.parametrize(
    ("names", "printed"),
    [(("自评表",), "附件：自评表"), (("自评表", "自评报告"), "附件：1.自评表2.自评报告")],
)
def test_attachments_are_numbered_where_there_are_several(names, printed):
    """GB/T 9704-2012, 7.3.4."""
    text = squeezed("".join(page.extract_text() for page in pages_of(said(attachments=names))))

    assert printed in text
