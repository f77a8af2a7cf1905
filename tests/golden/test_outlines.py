"""The six outlines of the seeds: the reports of the catalogue print their headings as given there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from core.filing.form import FormDefinition
from core.filing.snapshot import Identity, Snapshot
from core.paper.report import Addressee, Attachments, Block, Closing, Cover, Heading, report
from tests.golden.yuancheng import catalogue_form

OUTLINES: dict[str, dict[str, Any]] = json.loads(
    (Path(__file__).parent / "report-outlines.json").read_text(encoding="utf-8")
)
FORMS = {
    "yuancheng": "yuancheng-project-2021",
    "heshan": "heshan-department-2021",
    "pingan": "pingan-department-2024",
    "jiayuguan": "jiayuguan-department-2021",
    "panzhihua-overall": "panzhihua-department-2022",
    "panzhihua-project": "panzhihua-project-2022",
}
IDENTITY = Identity("2021-301-001", 2021, 2022, "301", "市医疗保障局", "市医疗保障局")
MORE = re.compile(r": |\(")


def printed(form: FormDefinition) -> tuple[Block, ...]:
    return report(form, Snapshot(IDENTITY, "", goals=1, lines=(), cells={}))


def given(sections: list[Any]) -> Iterator[tuple[str, str]]:
    """(heading, what stands below it in words) of the first and second level."""
    for section in sections:
        if isinstance(section, str):
            yield split(section)
            continue
        for heading, below in section.items():
            yield heading, ""
            yield from map(split, below)


def split(text: str) -> tuple[str, str]:
    found = MORE.search(text)
    return (text, "") if found is None else (text[: found.start()], text[found.start() :])


def words(text: str) -> list[str]:
    """The words of what stands below: 数量, 质量 …; numbers and English are not printed."""
    return re.findall(r"[一-鿿]+", text)


@pytest.mark.parametrize("name", FORMS)
def test_the_first_two_levels_are_the_given_ones_with_their_numbers(name):
    headings = [block for block in printed(catalogue_form(FORMS[name])) if isinstance(block, Heading)]

    shown = [f"{heading.number}{heading.text}" for heading in headings if heading.level <= 2]
    assert shown == [heading for heading, _ in given(OUTLINES[name]["sections"])]


@pytest.mark.parametrize("name", FORMS)
def test_what_stands_below_is_a_heading_or_is_asked_for_in_the_guidance(name):
    form = catalogue_form(FORMS[name])
    told = "".join(section.heading + section.guidance for section in form.report.sections)

    below = [word for _, more in given(OUTLINES[name]["sections"]) for word in words(more)]
    assert [word for word in below if word not in told] == []


@pytest.mark.parametrize("name", FORMS)
def test_cover_addressee_and_attachments_are_the_given_ones(name):
    outline, blocks = OUTLINES[name], printed(catalogue_form(FORMS[name]))

    covers = [[line.label for line in block.fields] for block in blocks if isinstance(block, Cover)]
    assert covers == ([outline["cover"]] if "cover" in outline else [])
    assert [block.name for block in blocks if isinstance(block, Addressee)] == [
        outline[key] for key in ("addressee",) if key in outline
    ]
    names = [name for block in blocks if isinstance(block, Attachments) for name in block.names]
    wanted = outline.get("attachments", [outline[key] for key in ("attachment",) if key in outline])
    assert len(names) == len(wanted)
    assert all(name.endswith(end[-8:]) for name, end in zip(names, wanted, strict=True))


def test_a_heading_without_a_number_does_not_count():
    headings = [block for block in printed(catalogue_form(FORMS["jiayuguan"])) if isinstance(block, Heading)]

    assert [heading.number for heading in headings[1:5]] == ["（一）", "（二）", "", "二、"]


def test_who_sends_it_stands_under_the_report():
    (closing,) = [
        block for block in printed(catalogue_form(FORMS["jiayuguan"])) if isinstance(block, Closing)
    ]

    assert closing.lines[0].text == "市医疗保障局"


def test_what_the_seed_signs_stands_around_its_table():
    paper = catalogue_form(FORMS["yuancheng"]).paper

    assert {line.label for line in (*paper.head, *paper.foot)} == set(OUTLINES["yuancheng"]["sign"])
