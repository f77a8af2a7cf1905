"""校验结果单 is asked for on the page: of the filing as it stands, and of each submission as it was."""

from __future__ import annotations

import json

import pytest

from documents.models import FrozenFindings, RenderedDocument
from evaluations.dossiers.models import Evaluation, Submission
from evaluations.dossiers.services.answers import answer
from evaluations.dossiers.services.checking import findings
from tests.dossiers.pages.posting import submit, text, url
from tests.dossiers.pages.test_prose import REPORT, WRONG
from tests.factories import fill_in


def frozen():
    """The findings frozen last, as the worker reads them."""
    return json.loads(FrozenFindings.objects.latest("pk").body)


def row_about(words):
    return next(row for row in frozen()["rows"] if words in row["message"])


def answer_prose(filing, person, **given):
    mark = next(one.fingerprint for one, _ in findings(filing) if one.is_in_prose)
    answer(filing, mark, by=person, **given)


@pytest.fixture
def wrong(filled, person) -> Evaluation:
    """One 必改项, and one claim of the report that does not come out."""
    fill_in(filled, person, {REPORT: WRONG, "funds/total/score": "9"})
    return Evaluation.objects.get(pk=filled.pk)


@pytest.fixture
def filed(filer, wrong) -> Submission:
    submit(filer, wrong, with_problems="on", problems_reason="待财政确认")
    return Submission.objects.get()


def test_a_row_says_in_words_what_was_found_and_where(filer, wrong):
    filer.post(url("print_findings", wrong))

    assert row_about("51%") == {
        "kind": "需说明项",
        "place": "自评报告“项目基本情况”",
        "found": "51%",
        "expected": "50.00%",
        "message": row_about("51%")["message"],
        "answer": "未说明",
        "answered": "",
    }


@pytest.mark.parametrize(("words", "told"), [("含上年", "统计口径不同：含上年"), ("", "统计口径不同")])
def test_an_answer_says_who_and_when(filer, wrong, person, time_machine, words, told):
    time_machine.move_to("2022-03-01 08:30:00+08:00", tick=False)
    answer_prose(wrong, person, choice="other_basis", text=words)

    filer.post(url("print_findings", wrong))

    row = row_about("51%")
    assert (row["answer"], row["answered"]) == (told, "李雷\n2022年03月01日 08:30")


def test_what_must_be_mended_is_asked_no_answer(filer, wrong):
    filer.post(url("print_findings", wrong))

    assert [row["answer"] for row in frozen()["rows"] if row["kind"] == "必改项"] == ["", ""]


def test_what_is_the_administrators_says_so(filer, filed):
    rows = [{**row, "audience": "administrator"} for row in filed.findings]
    filed.findings = rows

    from evaluations.dossiers.services.finding_lists import list_filed

    list_filed(filed, by=filed.submitted_by)

    assert row_about("51%")["kind"] == "需说明项（由财政局处理）"
    assert row_about("51%")["answer"] == ""


def test_of_a_submission_it_is_as_it_was_filed(filer, filed, wrong, person):
    filer.post(url("move", wrong, "withdraw"), {"revision": Evaluation.objects.get().revision})
    fill_in(wrong, person, {REPORT: "已改。"})

    response = filer.post(url("print_filed_findings", wrong, 1))

    assert response.url == url("documents", wrong)
    assert frozen()["reason"] == "待财政确认"
    assert row_about("51%")["answer"] == "未说明"


def test_an_early_submission_does_not_know_who_answered(filer, filed):
    from evaluations.dossiers.services.finding_lists import list_filed

    filed.findings = [{**row, "answer": {"choice": "verified", "text": ""}} for row in filed.findings]
    list_filed(filed, by=filed.submitted_by)

    assert (row_about("51%")["answer"], row_about("51%")["answered"]) == ("经核实无误", "")


def test_a_submission_that_is_none_does_not_exist(filer, filed, wrong):
    assert filer.post(url("print_filed_findings", wrong, 2)).status_code == 404


def test_it_is_listed_with_its_state_among_the_papers(filer, filed, wrong):
    filer.post(url("print_filed_findings", wrong, 1))

    page = text(filer.get(url("documents", wrong)))

    assert "校验结果单 PDF（第1次报送稿）" in page
    assert "校验结果单 XLSX（第1次报送稿）" in page


def test_other_answers_are_another_list(filer, wrong, person):
    filer.post(url("print_findings", wrong))
    answer_prose(wrong, person, choice="verified")
    filer.post(url("print_findings", wrong))

    assert RenderedDocument.objects.filter(kind="findings").count() == 4


@pytest.mark.parametrize("page", ["check", "documents"])
def test_it_is_offered_where_findings_and_papers_are(filer, wrong, page):
    assert f'action="{url("print_findings", wrong)}"' in text(filer.get(url(page, wrong)))


def test_a_reviewer_is_offered_that_of_what_was_filed(head, filed, wrong):
    assert f'action="{url("print_filed_findings", wrong, 1)}"' in text(head.get(url("overview", wrong)))
