"""Cells written by hand: whatever was typed comes back as text, and a field posts what it shows."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.filing import cells
from core.filing.form import FixedRow
from core.filing.snapshot import Line as IndicatorLine
from evaluations.dossiers.fillable import Slot
from evaluations.dossiers.forms.widgets import Line, Text, Tick
from evaluations.dossiers.views import drawing
from evaluations.dossiers.views.asides import Aside
from evaluations.dossiers.views.boxes import Box
from evaluations.dossiers.views.rows import row_drawn

LETTERS = st.characters(exclude_categories=("Cs",), exclude_characters="\0\r")
TEXTS = st.text(LETTERS, max_size=20) | st.sampled_from(['"><script>', "<b>&amp;", "' onfocus=x"])
SLOT = Slot(cells.report("s1"), "项目概况")


class Read(HTMLParser):
    """The tags of a piece of HTML with their attributes, and the text between them."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data


@given(TEXTS)
def test_a_line_holds_any_text(text):
    [(tag, found)] = Read(Line().render("report/s1", text, {"aria-label": text})).tags

    assert (tag, found.get("value") or "", found["aria-label"]) == ("input", text, text)


@given(TEXTS)
def test_several_lines_hold_any_text_after_the_line_break_that_a_browser_drops(text):
    read = Read(Text().render("report/s1", text, {"id": "id_x"}))

    assert (read.text, [tag for tag, _ in read.tags]) == (f"\n{text}", ["textarea"])


@pytest.mark.parametrize("ticked", [True, False])
def test_a_tick_is_on_where_its_test_says_so(ticked):
    widget = Tick({"value": "是"}, check_test=lambda value: value == "是")

    [(_, found)] = Read(widget.render("x", "是" if ticked else "")).tags

    assert ("checked" in found, found["value"], found["type"]) == (ticked, "是", "checkbox")


@given(TEXTS, TEXTS, TEXTS)
def test_no_text_of_a_cell_becomes_a_tag(text, offered, before):
    aside = Aside(approved=before, last_year=before, is_last_years=True, rule=before)
    box = Box(SLOT, None, text, offer=offered, differs=True, working=offered, aside=aside)

    found = {tag for tag, _ in Read(drawing.drawn(box)).tags}

    assert found <= {"div", "span", "p", "b", "br", "details", "summary", "blockquote"}


def test_a_line_break_is_shown_as_one():
    assert "第一行<br>第二行" in drawing.drawn(Box(SLOT, None, "第一行\n第二行"))


def test_a_row_without_a_rule_says_nothing_of_one():
    assert drawing.rule("") == ""


@given(TEXTS.filter(bool), TEXTS)
def test_a_row_tells_what_the_form_prescribes_for_it_as_text(definition, name):
    box = Box(SLOT, None, "")
    nothing = dict.fromkeys(("target", "actual", "points", "score", "score_reason"))
    entry = {
        **nothing,
        "line": IndicatorLine("r1", "quantity", name),
        "fixed": FixedRow(key="r1", name="指标", definition=definition),
        "more": [box],
        "note": box,
        "not_applicable": box,
        "asks_reason": False,
        "evidence_count": 2,
        "rule": "",
    }

    read = Read(row_drawn(entry, "/files/"))

    assert {tag for tag, _ in read.tags} <= {
        "tr",
        "th",
        "td",
        "a",
        "details",
        "summary",
        "p",
        "br",
        "div",
        "span",
    }
    assert "佐证材料（2）" in read.text
