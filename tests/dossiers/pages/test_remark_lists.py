"""修改意见单 is asked for on the page: every round in one document, as it stands."""

from __future__ import annotations

import json

import pytest

from core.workflow import Action
from core.workflow.remarks import Said
from documents.models import FrozenFindings, RenderedDocument
from evaluations.dossiers.services.remarks import Verdict
from tests.dossiers.lives import begin
from tests.dossiers.pages.conftest import signed_in
from tests.dossiers.pages.posting import text, url
from tests.dossiers.remarked import answer, answered, draft, judge, mend, sent
from tests.factories import fill_in

pytestmark = pytest.mark.django_db


def printed(life, who="filer"):
    """The list frozen last, as the worker reads it."""
    response = signed_in(life.people[who]).post(url("print_remarks", life.evaluation))
    assert response.url == url("documents", life.evaluation)
    return json.loads(FrozenFindings.objects.latest("pk").body)


@pytest.fixture
def _day(time_machine):
    time_machine.move_to("2022-03-01 08:30:00+08:00", tick=False)


@pytest.mark.usefixtures("_day")
def test_a_row_says_what_was_wanted_what_was_answered_and_what_came_of_it():
    life, remark = answered()
    judge(life, remark, Verdict(Said.CONFIRMED, "", 1))
    filer, head = life.people["filer"], life.people["unit_head"]

    (row,) = printed(life)["rows"]

    assert row == {
        "number": 1,
        "place": row["place"],
        "said": "全部完成",
        "problem": "与决算不一致",
        "wanted": "请核对",
        "basis": "部门决算",
        "answer": f"与决算报表第3行一致（{filer} 2022年03月01日）",
        "change": "未修改",
        "verdict": f"确认（{head} 2022年03月01日）",
    }


def test_the_document_grows_over_the_rounds():
    life, _ = sent()
    draft(mend(life).to(), ref="header/filer")
    life.move(Action.RETURN, "unit_head", reason="见修改意见单")

    listed = printed(life)

    assert listed["state"] == "待处理1条、已答复1条"
    assert [(row["number"], row["change"], row["verdict"]) for row in listed["rows"]] == [
        (1, "改为：基本完成", "已答复"),
        (2, "未修改", "待处理"),
    ]


def test_what_changed_after_it_was_confirmed_is_told():
    life, remark = sent()
    mend(life).to()
    judge(life, remark, Verdict(Said.CONFIRMED, "", 0))
    life.move(Action.RETURN, "unit_head", reason="另有问题")
    mend(life, "全部完成")

    listed = printed(life)

    assert listed["state"] == "已答复1条"
    assert [row["change"] for row in listed["rows"]] == ["未修改"]
    assert listed["rows"][0]["verdict"].endswith("）\n确认后内容又有变动，待重新确认")


def test_a_number_is_told_with_its_difference():
    life, _ = sent(ref="funds/total/executed")
    fill_in(life.evaluation, life.people["filer"], {"funds/total/executed": "199"})

    assert printed(life)["rows"][0]["change"] == "改为：199（-1）"


def test_what_was_emptied_says_so():
    life, _ = sent()
    mend(life, "")

    assert printed(life)["rows"][0]["change"] == "已删去"


def test_of_the_whole_filing_it_says_that_it_changed():
    life, _ = sent(ref="")
    mend(life)

    assert printed(life)["rows"][0]["change"] == "内容已有变动"


def test_drafts_are_in_nobodys_list():
    life = begin().to()
    draft(life)

    assert printed(life, "unit_head") == {"state": "没有修改意见", "rows": []}


def test_it_stands_among_the_papers():
    life, remark = sent()
    assert url("print_remarks", life.evaluation) in text(
        signed_in(life.people["filer"]).get(url("remarks", life.evaluation))
    )
    answer(life, remark, "一致")

    printed(life)

    page = text(signed_in(life.people["filer"]).get(url("documents", life.evaluation)))
    assert "修改意见单 PDF（已答复1条）" in page
    assert RenderedDocument.objects.filter(kind="remarks").count() == 2
