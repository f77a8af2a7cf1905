"""复核 in the browser's way: finance scores a filing row by row and finishes it."""

from __future__ import annotations

import pytest

from evaluations.second_scores.models import SecondScore
from evaluations.second_scores.services.scoring import NO_TOTAL_REMARK, mark_of, scores_of
from foundation.audit.models import AuditEvent
from tests.core.second.test_scores import sharing
from tests.dossiers.lives import begin
from tests.dossiers.pages.posting import text
from tests.second_scores.sampled import (
    AS_FILED,
    LOWER,
    PEOPLE,
    address,
    drawn,
    finished,
    posted,
    scored,
    together,
    with_total,
)


def test_rows_are_saved_and_what_is_left_is_told(desk, filing):
    answer = desk.post(address(filing), posted(filing, r1=LOWER, r0={"actual": "191.76"}))

    page = text(desk.get(answer.url))
    assert answer.status_code == 302
    assert "还有2行没有复核得分" in page
    assert "按评分标准9.59分" in page
    assert "80.00%" in page
    assert "完成复核</button>" not in page


def test_all_rows_saved_it_can_be_finished(desk, filing):
    rows = {"r0": AS_FILED, "r1": LOWER, "r2": {"actual": "达成预期", "score": "40"}}
    desk.post(address(filing), posted(filing, **rows))

    page = text(desk.get(address(filing)))
    answer = desk.post(address(filing, "second_finish"), {"seen": mark_of(scores_of(filing))})

    assert "完成复核</button>" in page
    assert "10.00%" in page
    assert "此后不能修改" not in text(desk.get(answer.url))
    assert "下发给填报单位</button>" in text(desk.get(answer.url))


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"actual": "80人", "score": "四十"}, "四十"),
        ({"actual": "80人", "score": "51"}, "复核得分不能超过50分。"),
        ({"actual": "80人", "score": "40"}, "复核得分与自评得分不同，请选择原因。"),
        ({"actual": "80人", "score": "40", "reason": "01"}, "请在备注中写明依据。"),
        ({"score": "40", "reason": "77", "remark": "依据"}, "不在可用的选项中"),
        ({"score": "40", "reason": "01", "remark": "\x07"}, "含有不能显示的字符"),
    ],
)
def test_a_row_that_is_not_right_is_refused_beside_its_field(desk, filing, row, words):
    answer = desk.post(address(filing), posted(filing, r1=row, r2={"actual": "已拨付"}))

    page = text(answer)
    assert (answer.status_code, SecondScore.objects.exists()) == (422, False)
    assert words in page
    assert 'value="已拨付"' in page


def test_an_amount_that_is_none_is_refused_beside_its_field(desk, filing):
    answer = desk.post(address(filing), posted(filing, r0={"actual": "二百", "score": "10"}))

    assert (answer.status_code, "二百" in text(answer)) == (422, True)


def test_rows_of_which_nothing_was_typed_are_filled_as_filed(desk, filing):
    desk.post(address(filing), {**posted(filing, r1=LOWER), "then": "as_filed"})

    kept = {row: (one.actual, one.typed) for row, one in scores_of(filing).items()}
    assert kept == {
        "funds/total/score": ("200", "10"),
        PEOPLE: ("80人", "40"),
        "indicators/r2/score": ("达成预期", "40"),
    }


def test_empty_scores_are_filled_by_the_rule_of_their_row(desk, filing):
    rows = {"r0": {"actual": "200"}, "r1": {**LOWER, "score": ""}}

    answer = desk.post(address(filing), {**posted(filing, **rows), "then": "proposed"})

    kept = scores_of(filing)
    assert answer.status_code == 302
    assert {row: one.typed for row, one in kept.items()} == {"funds/total/score": "10", PEOPLE: "40"}


def test_while_something_is_no_number_nothing_is_filled(desk, filing):
    rows = {"r0": {"actual": "200"}, "r1": {**LOWER, "score": "四十"}}

    answer = desk.post(address(filing), {**posted(filing, **rows), "then": "proposed"})

    assert (answer.status_code, SecondScore.objects.exists()) == (422, False)


def test_evidence_looked_at_is_marked(desk, filing):
    desk.post(address(filing), {**posted(filing), "evidence-1": "on"})

    assert SecondScore.objects.get().evidence_seen
    assert "checked" in text(desk.get(address(filing)))


def test_whoever_may_not_score_reads_and_is_refused(client, filing, life):
    client.force_login(life.people["administrator"])

    page = text(client.get(address(filing)))
    answer = client.post(address(filing), posted(filing, r1=LOWER))

    assert "保存</button>" not in page
    assert (answer.status_code, "业务股室、绩效股办理" in text(answer)) == (403, True)
    assert AuditEvent.objects.filter(result="refused", action="填写复核得分").exists()


def test_a_second_finish_is_refused_on_the_page(desk, filing, life):
    done = finished(filing, life)

    answer = desk.post(address(done, "second_finish"), {"seen": mark_of(scores_of(done))})

    assert (answer.status_code, "复核得分不能修改" in text(answer)) == (409, True)


def test_what_was_reopened_since_is_told(desk, filing, life):
    type(life.evaluation).objects.filter(pk=life.evaluation.pk).update(status="returned")

    assert "本表抽取后已取消审核" in text(desk.get(address(filing)))


def test_a_self_score_that_is_not_what_its_rows_make_is_asked_beside_its_field(client, db):
    life = with_total(begin(), "96")
    filing = scored(drawn(life), life)
    client.force_login(life.people["performance"])
    seen = {"seen": mark_of(scores_of(filing))}
    assert "自评表填写的自评得分为96分，按各行得分计算为100分。" in text(client.get(address(filing)))

    refused = client.post(address(filing, "second_finish"), {**seen, "total_remark": ""})
    slower = client.post(address(filing, "second_finish"), {"seen": "x", "total_remark": "合计有误。"})
    answer = client.post(address(filing, "second_finish"), {**seen, "total_remark": "合计有误。"})

    assert (refused.status_code, NO_TOTAL_REMARK in text(refused)) == (422, True)
    assert (slower.status_code, "合计有误。</textarea>" in text(slower)) == (409, True)
    assert "按各行得分计算为100分。合计有误。" in text(client.get(answer.url))
    assert '"total_remark":"合计有误。"' in filing.printings.get().frozen_set.body


def test_a_row_that_shares_a_score_asks_its_figure_alone(client, db):
    life = together(begin(form=sharing()))
    filing = drawn(life)
    client.force_login(life.people["performance"])

    page = text(client.get(address(filing)))
    client.post(address(filing), {**posted(filing, r2={"actual": "已拨付", "score": "9"})})

    assert 'name="actual-2"' in page
    assert 'name="score-2"' not in page
    assert "与“救助人数”合并计分" in page
    kept = SecondScore.objects.get()
    assert (kept.row, kept.actual, kept.typed) == ("indicators/r2/score", "已拨付", "")
    client.force_login(life.people["administrator"])
    assert "与“救助人数”合并计分" in text(client.get(address(filing)))
