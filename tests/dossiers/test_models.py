"""Each record says in a line what it is: that is what a shell and a log show of it."""

from __future__ import annotations

import pytest

from core.workflow import Action
from documents.models import Stamp
from evaluations.dossiers.models import Evidence, FindingAnswer, Printing
from tests.dossiers.lives import begin

pytestmark = pytest.mark.django_db


def lines() -> list[str]:
    """What the records of a filing that was submitted once say."""
    life = begin().to()
    filing, filer = life.evaluation, life.people["filer"]
    submission, move = filing.submissions.get(), filing.moves.get(action=Action.SUBMIT)
    frozen, stamp = submission.frozen, Stamp.objects.get(frozen=submission.frozen)
    answer = FindingAnswer(evaluation=filing, choice="verified", answered_by=filer)
    assert (str(frozen), str(stamp)) == (frozen.sha256[:12], f"送签稿 {stamp.code}")
    contributions = [str(each).removeprefix(f"{filer} ") for each in filing.contributions.order_by("pk")]
    return [
        str(filing.lines.first()),
        str(filing.cells.get(ref="funds/total/executed")),
        *contributions,
        str(answer),
        str(submission),
        str(move),
        str(Evidence(name="发票.pdf")),
        str(Printing(stamp=stamp)).removesuffix(stamp.code),
    ]


def test_the_records_of_a_filing_say_what_they_are():
    assert lines() == [
        "救助人数",
        "funds/total/executed",
        "填写",
        "送审",
        "经核实无误",
        "第1次报送稿",
        "2 submit",
        "发票.pdf",
        "送签稿 ",
    ]


def test_a_whole_unit_is_called_by_its_name():
    life = begin()
    life.evaluation.project = None

    assert str(life.evaluation) == f"{life.evaluation.unit.name}整体支出"
