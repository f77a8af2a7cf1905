"""The preview of a pasted block says of each cell what would happen, and writes nothing."""

from __future__ import annotations

import pytest

from accounts.models import Membership
from evaluations.dossiers.models import Evaluation
from evaluations.dossiers.views.pasting import MOST_CELLS, MOST_SIGNS, NO_START
from foundation.audit.models import AuditEvent
from tests.dossiers.pages.conftest import signed_in
from tests.dossiers.pages.posting import typed, url
from tests.factories import SMALL_FORM, fill_in, make_evaluation, make_unit, make_user, small_form

ADJUSTED, EXECUTED = "funds/total/adjusted", "funds/total/executed"


def paste(client, filing, block, *, at=ADJUSTED, section="funds"):
    return client.post(url("paste", filing, section), {"at": at, "block": block})


def test_what_would_change_is_told_and_nothing_is_written(filer, filing):
    before = Evaluation.objects.get(pk=filing.pk)

    answer = paste(filer, filing, "1,155.50\t701.23\r\n80.96\t0\r\n").json()

    written = {cell["address"]: cell["typed"] for cell in answer["cells"]}
    own = {"funds/own/adjusted": "80.96", "funds/own/executed": "0"}
    assert written == {ADJUSTED: "1,155.50", EXECUTED: "701.23", **own}
    assert typed(filing, ADJUSTED) == ""
    assert Evaluation.objects.get(pk=filing.pk).revision == before.revision


def test_a_cell_says_what_stands_there_now(filer, filing, person):
    fill_in(filing, person, {ADJUSTED: "200", EXECUTED: "100"})

    answer = paste(filer, filing, "200\t\n").json()

    assert "共2格：将修改1格，内容相同1格" in answer["html"]
    assert "将清空" in answer["html"]
    assert answer["cells"] == [{"address": EXECUTED, "typed": ""}]


def test_what_cannot_be_read_is_told_with_what_to_do(filer, filing):
    answer = paste(filer, filing, "2000万\t701.23").json()

    assert "「2000万」不能识别为数字，请改为2000.00" in answer["html"]
    assert "不能写入1格" in answer["html"]
    assert [cell["address"] for cell in answer["cells"]] == [EXECUTED]


def test_what_has_no_cell_is_told_by_its_place_in_the_block(filer, filing):
    answer = paste(filer, filing, "1\t2\t10\t100%\t10\t多余\n3\t4\t5\n6\n").json()

    for place in ("第1行第6列", "第2行第3列", "第3行第1列"):
        assert f"粘贴内容{place}" in answer["html"]
    assert "表中没有这一栏，不写入。" in answer["html"]


def test_empty_texts_beside_the_table_are_no_matter(filer, filing):
    assert "没有这一栏" not in paste(filer, filing, "1\t2\t10\t\t\t\t\t\n\n\n\n").json()["html"]


def test_a_locked_cell_takes_only_what_stands_there(filer, filing):
    at = "indicators/r1/target"

    same = paste(filer, filing, "≥100人\t100人", at=at, section="indicators").json()["html"]
    other = paste(filer, filing, "≥90人\t100人", at=at, section="indicators").json()["html"]

    assert "内容相同1格" in same
    assert "本栏为批复内容，不能修改" in other


def test_rows_of_indicators_follow_each_other_down_to_the_total(filer, filing):
    answer = paste(filer, filing, "50\n40\n90\n", at="indicators/r1/score", section="indicators").json()

    assert [cell["address"] for cell in answer["cells"]] == [
        "indicators/r1/score",
        "indicators/r2/score",
        "total/score",
    ]


def test_a_cell_with_line_breaks_is_one_cell(filer, filing):
    answer = paste(filer, filing, '"一\n二"\n', at="indicators/r1/note", section="indicators").json()

    assert answer["cells"] == [{"address": "indicators/r1/note", "typed": "一\n二"}]


def test_a_page_without_a_table_takes_a_column(filer, filing):
    answer = paste(filer, filing, "李雷\n2022-4-6\n", at="header/filer", section="header").json()

    assert [cell["address"] for cell in answer["cells"]] == ["header/filer", "header/filled_on"]


@pytest.mark.parametrize(
    ("block", "at", "words"),
    [
        ("1\n" * (MOST_CELLS + 1), ADJUSTED, f"一次最多粘贴{MOST_CELLS}格，您粘贴了{MOST_CELLS + 1}格"),
        ("1" * (MOST_SIGNS + 1), ADJUSTED, "超过20万字"),
        ("1\t2", "funds/own/points", NO_START),
        ("1\t2", "", NO_START),
    ],
)
def test_a_block_that_cannot_be_taken_is_refused_in_words(filer, filing, block, at, words):
    response = paste(filer, filing, block, at=at)

    assert response.status_code == 422
    assert words in response.json()["words"]


def test_dangerous_text_is_shown_as_text(filer, filing):
    html = paste(filer, filing, "<img src=x>\t1").json()["html"]

    assert "&lt;img" in html
    assert "<img" not in html


def test_reader_is_refused_and_the_refusal_logged(head, filing):
    response = paste(head, filing, "1\t2")

    assert response.status_code == 403
    assert "不能修改" in response.json()["words"]
    assert AuditEvent.objects.filter(action="paste_funds", result="refused").count() == 1


def test_stranger_finds_nothing(filing):
    stranger = signed_in(make_user(make_unit(), Membership.Role.FILER))

    assert paste(stranger, filing, "1\t2").status_code == 404


def test_a_page_that_the_form_lacks_is_not_found(filer, unit):
    filing = make_evaluation(unit, form=small_form(funds=None))

    assert paste(filer, filing, "1\t2").status_code == 404


def test_a_form_without_scores_has_a_shorter_row(filer, unit):
    groups = [{"key": "quantity", "name": "数量指标"}]
    unscored = {**SMALL_FORM["indicators"], "scored": False, "groups": groups}
    filing = make_evaluation(unit, form=small_form(indicators=unscored, total_points=None, grading=None))

    block = "100人\t\t说明\t多出"
    answer = paste(filer, filing, block, at="indicators/r1/actual", section="indicators").json()

    assert [cell["address"] for cell in answer["cells"]] == ["indicators/r1/actual", "indicators/r1/note"]
    assert answer["html"].count("表中没有这一栏") == 1
