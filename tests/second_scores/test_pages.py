"""复核 in the browser's way: lists, a sample, a filing scored row by row, issued and answered."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from core.second.draw import place
from core.workflow import Action
from evaluations.second_scores.models import Review, ReviewRules, SecondScore, UnitAnswer
from evaluations.second_scores.services import issuing
from evaluations.second_scores.services.scoring import NO_TOTAL_REMARK, mark_of, scores_of
from foundation.audit.models import AuditEvent
from tests.core.second.test_scores import sharing
from tests.dossiers.lives import ALL, Life, begin
from tests.factories import Role, make_bureau, make_project, make_user
from tests.second_scores.sampled import (
    AS_FILED,
    IN_TIME,
    LOWER,
    PEOPLE,
    address,
    drawn,
    finished,
    fresh,
    issued,
    keep,
    posted,
    ready,
    scored,
    seen_of,
    together,
    with_total,
)


def text(answer):
    return answer.content.decode()


def more(life, count):
    """Filings of the same unit, approved without the steps before."""
    unit, cycle = life.evaluation.unit, life.evaluation.cycle
    for _ in range(count):
        one = begin(unit=unit, cycle=cycle, project=make_project(unit))
        Life(one.evaluation, life.people).to(*ALL)


def order(desk, life, **given):
    return desk.post(reverse("review_draw"), {"cycle": life.evaluation.cycle_id, "way": "random", **given})


def test_a_sample_is_drawn_and_its_filings_listed(desk, life):
    answer = order(desk, life, size="3", seed="42")

    review = Review.objects.get()
    page = text(desk.get(answer.url))
    assert (answer.status_code, answer.url) == (302, reverse("review", args=[review.pk]))
    assert "随机种子" in page
    assert all(words in page for words in ("42", life.evaluation.number, "待复核", "审核通过、有自评得分"))
    assert str(review) in text(desk.get(reverse("reviews")))


def test_those_ticked_are_drawn(desk, life):
    order(desk, life, way="hand", chosen=[life.evaluation.number])

    review = Review.objects.get()
    assert (review.way, review.size) == ("hand", 1)
    assert "随机种子" not in text(desk.get(reverse("review", args=[review.pk])))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"size": ""}, "请填写抽取份数。"),
        ({"size": "0"}, "大于或等于"),
        ({"size": "很多"}, "输入整数"),
        ({"size": "2", "seed": "种 子"}, "随机种子只能由数字、字母和短横组成。"),
        ({"way": "hand"}, "中勾选要复核的"),
        ({"way": "hand", "chosen": "2021-X-1"}, "不在可用的选项中"),
        ({"way": "dice", "size": "2"}, "不在可用的选项中"),
    ],
)
def test_what_is_not_right_is_refused_and_stays_as_it_was_typed(desk, life, given, words):
    answer = order(desk, life, **{"seed": "42", **given})

    page = text(answer)
    assert (answer.status_code, Review.objects.exists()) == (422, False)
    assert words in page
    assert f'value="{given.get("seed", "42")}"' in page


def test_what_somebody_else_drew_meanwhile_is_told(desk, life, monkeypatch):
    form = "evaluations.second_scores.views.reviews.draw_review"
    from evaluations.dossiers.exceptions import NotAllowed

    def refuse(*args, **given):
        raise NotAllowed.because("所选范围内没有可以抽取的自评表")

    monkeypatch.setattr(form, refuse)

    answer = order(desk, life, size="2")

    assert (answer.status_code, "没有可以抽取的自评表" in text(answer)) == (422, True)


def test_where_nothing_is_left_the_page_says_so(desk, life, filing):
    assert "没有可以抽取的自评表" in text(desk.get(reverse("review_draw")))
    assert order(desk, life, size="2").status_code == 422


def test_a_year_is_chosen_where_there_are_several(desk, life):
    other = begin(unit=life.evaluation.unit)
    given = {"cycle": other.evaluation.cycle_id}

    page = text(desk.get(reverse("review_draw"), given))

    assert "年度自评工作" in page
    assert life.evaluation.number not in page


def test_before_any_years_work_there_is_nothing_to_draw(client, db):
    client.force_login(make_user(make_bureau(), Role.FINANCE_REVIEWER))

    assert "没有可以抽取的自评表" in text(client.get(reverse("review_draw")))
    assert client.post(reverse("review_draw"), {"way": "random", "size": "1"}).status_code == 422


@pytest.mark.parametrize(
    ("who", "status"),
    [("performance", 200), ("division", 403), ("administrator", 403), ("department", 404), ("filer", 404)],
)
def test_who_opens_the_page_of_a_new_sample(client, life, who, status):
    client.force_login(life.people[who])

    assert client.get(reverse("review_draw")).status_code == status
    assert order(client, life, size="").status_code == (422 if status == 200 else status)


@pytest.mark.parametrize("who", ["performance", "division", "administrator"])
def test_finance_reads_the_samples_of_its_units(client, life, filing, who):
    client.force_login(life.people[who])

    assert str(filing.review) in text(client.get(reverse("reviews")))
    assert life.evaluation.number in text(client.get(reverse("review", args=[filing.review_id])))


def test_another_division_and_another_bureau_find_none(client, life, filing):
    for who in ("division", "performance"):
        client.force_login(begin().people[who])

        assert str(filing.review) not in text(client.get(reverse("reviews")))
        assert client.get(reverse("review", args=[filing.review_id])).status_code == 404
        assert client.get(address(filing)).status_code == 404


@pytest.mark.parametrize("who", ["filer", "unit_head", "department"])
def test_a_unit_sees_its_own_once_it_was_issued(client, life, filing, who):
    client.force_login(life.people[who])
    before = client.get(address(filing)).status_code

    issued(filing, life)

    assert (before, client.get(address(filing)).status_code) == (404, 200)
    assert reverse("second_scores", args=[filing.pk]) in text(client.get(reverse("reviews")))
    assert client.get(reverse("review", args=[filing.review_id])).status_code == 404


def test_another_unit_never_sees_it(client, life, filing):
    issued(filing, life)
    client.force_login(begin().people["filer"])

    assert client.get(address(filing)).status_code == 404
    assert "目前没有下发的复核结果" in text(client.get(reverse("reviews")))


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


def test_who_was_slower_is_told_and_keeps_what_was_typed(desk, filing, life):
    data = posted(filing, r2={"actual": "已拨付"})
    keep(filing, life, r1=LOWER)

    answer = desk.post(address(filing), data)

    assert (answer.status_code, "由他人修改" in text(answer)) == (409, True)
    assert 'value="已拨付"' in text(answer)


def told(answer):
    """What the page says that somebody else kept."""
    return re.findall(r"目前：(.*?)</p>", text(answer))


def test_what_the_other_kept_stands_beside_what_was_typed(desk, filing, life):
    data = posted(filing, r1={**LOWER, "score": "41", "reason": "03"}, r2={"actual": "已拨付"})
    keep(filing, life, r1=LOWER, r2={"actual": "已拨付", "score": "40"})

    answer = desk.post(address(filing), {**data, "evidence-1": "on"})

    assert told(answer) == ["40", "01 完成值与佐证材料不符", "未核对", "40"]
    assert told(desk.get(address(filing))) == []


def test_what_the_other_took_back_is_told_too(desk, filing, life):
    keep(filing, life, r1=LOWER)
    data = posted(filing)
    SecondScore.objects.all().delete()

    assert told(desk.post(address(filing), data)) == ["未填"] * 4


def test_once_seen_what_was_typed_can_be_saved(desk, filing, life):
    data = posted(filing, r1=LOWER, r2={"actual": "已拨付"})
    keep(filing, life, r2={"actual": "达成预期"})
    shown = desk.post(address(filing), data).context["form"]

    answer = desk.post(address(filing), {**data, "seen": shown["seen"].value()})

    kept = {row: one.actual for row, one in scores_of(filing).items()}
    assert (answer.status_code, kept) == (302, {PEOPLE: "80人", IN_TIME: "已拨付"})


def test_of_a_finish_that_was_too_slow_no_row_is_told(desk, filing, life):
    ready(filing, life)

    answer = desk.post(address(filing, "second_finish"), {"seen": "another"})

    assert (answer.status_code, told(answer)) == (409, [])


def test_whoever_may_not_score_reads_and_is_refused(client, filing, life):
    client.force_login(life.people["administrator"])

    page = text(client.get(address(filing)))
    answer = client.post(address(filing), posted(filing, r1=LOWER))

    assert "保存</button>" not in page
    assert (answer.status_code, "业务股室、绩效股办理" in text(answer)) == (403, True)
    assert AuditEvent.objects.filter(result="refused", action="填写复核得分").exists()


def test_the_closed_page_shows_what_was_found(client, filing, life):
    given = issued(filing, life)
    client.force_login(life.people["filer"])

    page = text(client.get(address(given)))

    assert all(words in page for words in ("80人", "<strong>40</strong>", "名册为80人", "原因01", "80.00%"))
    assert "<textarea" in page  # 回执
    assert "保存</button>" not in page


def test_a_second_finish_is_refused_on_the_page(desk, filing, life):
    done = finished(filing, life)

    answer = desk.post(address(done, "second_finish"), {"seen": mark_of(scores_of(done))})

    assert (answer.status_code, "复核得分不能修改" in text(answer)) == (409, True)


def test_it_is_issued_and_answered(client, filing, life):
    done = finished(filing, life)
    client.force_login(life.people["performance"])
    client.post(address(done, "second_issue"), {"seen": seen_of(done)})
    client.force_login(life.people["unit_head"])

    answer = client.post(address(done, "second_answer"), {"agrees": "no", "text": "名册漏登20人"})

    assert answer.status_code == 302
    assert "提交回执</button>" not in text(client.get(answer.url))
    client.force_login(life.people["performance"])
    assert "名册漏登20人" in text(client.get(address(done)))
    assert "单位有异议" in text(client.get(reverse("review", args=[filing.review_id])))


def test_consent_needs_no_words(client, filing, life):
    given = issued(filing, life)
    client.force_login(life.people["filer"])
    assert "待单位回执" in text(client.get(reverse("reviews")))

    client.post(address(given, "second_answer"), {"agrees": "yes"})

    assert UnitAnswer.objects.get().agrees
    assert "单位同意" in text(client.get(reverse("reviews")))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"agrees": "no"}, "请写明异议的内容和依据"),
        ({"text": "再看"}, "请选择一项。"),
        ({"agrees": "no", "text": "\x07"}, "含有不能显示的字符"),
    ],
)
def test_an_answer_that_is_not_right_is_refused(client, filing, life, typed, words):
    given = issued(filing, life)
    client.force_login(life.people["filer"])

    answer = client.post(address(given, "second_answer"), typed)

    assert (answer.status_code, UnitAnswer.objects.exists()) == (422, False)
    assert words in text(answer)


def test_who_was_slower_to_answer_can_copy_the_objection(client, filing, life):
    given = issued(filing, life)
    issuing.answer(given, agrees=True, text="", by=life.people["unit_head"])
    client.force_login(life.people["filer"])
    before = text(client.get(address(given)))

    answer = client.post(address(given, "second_answer"), {"agrees": "no", "text": "名册漏登20人"})

    page = text(answer)
    assert (answer.status_code, page.count("名册漏登20人")) == (409, 1)
    assert "您填写的内容（可复制）" not in before


def test_a_department_reads_and_does_not_answer(client, filing, life):
    given = issued(filing, life)
    client.force_login(life.people["department"])

    assert "提交回执</button>" not in text(client.get(address(given)))
    assert client.post(address(given, "second_answer"), {"agrees": "yes"}).status_code == 403


def test_what_is_finished_waits_to_be_issued(desk, filing, life):
    finished(filing, life)

    assert "已完成，待下发" in text(desk.get(reverse("review", args=[filing.review_id])))


def test_what_was_reopened_since_is_told(desk, filing, life):
    type(life.evaluation).objects.filter(pk=life.evaluation.pk).update(status="returned")

    assert "本表抽取后已取消审核" in text(desk.get(address(filing)))


def test_reasons_are_those_of_the_place(desk, filing, life):
    bureau = life.evaluation.cycle.bureau
    address_of_rules = reverse("review_rules", args=[bureau.pk])
    assert "01 完成值与佐证材料不符" in text(desk.get(address_of_rules))

    answer = desk.post(address_of_rules, {"reasons": "A1 延期\n\nA2　 未验收", "opinion": "请注意。"})

    rules = ReviewRules.objects.get()
    assert answer.status_code == 302
    assert [str(one) for one in rules.known] == ["A1 延期", "A2 未验收"]
    assert str(rules) == str(bureau)
    assert "A2 未验收" in text(desk.get(address(filing)))
    assert AuditEvent.objects.get(action="保存复核口径").detail == {
        "评分不同的原因": ["A1 延期", "A2 未验收"],
        "复核意见书的文字": "请注意。",
    }


def test_a_reason_kept_before_can_still_be_seen(desk, filing, life):
    keep(filing, life, r1=LOWER)
    desk.post(
        reverse("review_rules", args=[life.evaluation.cycle.bureau_id]),
        {"reasons": "A1 延期", "opinion": "请注意。"},
    )

    assert "01 原因01" in text(desk.get(address(filing)))
    assert desk.post(address(filing), posted(filing)).status_code == 302


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "请填写"),
        ("延期", "第1行不能识别"),
        ("01 延期\n02", "第2行不能识别"),
        ("01 " + "延" * 61, "第1行不能识别"),
        ("01 延期\n01 未验收", "代码“01”有两行"),
        ("\n".join(f"{number} 原因" for number in range(41)), "最多40行原因"),
    ],
)
def test_reasons_that_are_not_right_are_refused(desk, life, typed, words):
    answer = desk.post(
        reverse("review_rules", args=[life.evaluation.cycle.bureau_id]),
        {"reasons": typed, "opinion": "请注意。"},
    )

    assert (answer.status_code, ReviewRules.objects.exists()) == (422, False)
    assert words in text(answer)


@pytest.mark.parametrize("who", ["division", "administrator", "department", "filer"])
def test_only_the_bureaus_finance_keeps_the_reasons(client, life, who):
    client.force_login(life.people[who])

    assert client.get(reverse("review_rules", args=[life.evaluation.cycle.bureau_id])).status_code == 404


@pytest.mark.parametrize("count", [0, 2])
def test_lists_cost_the_same_queries_however_many(desk, life, count, django_assert_num_queries):
    more(life, count)
    filing = drawn(life, size=9, way="amount") if not count else None
    review = filing.review if filing else _draw_all(life)
    for one in review.filings.all():
        finished(fresh(one), life)

    with django_assert_num_queries(SAMPLE_QUERIES):
        desk.get(reverse("review", args=[review.pk]))
    with django_assert_num_queries(LIST_QUERIES):
        desk.get(reverse("reviews"))


def _draw_all(life):
    from evaluations.second_scores.services.drawing import Asked, draw_review

    return draw_review(life.evaluation.cycle, Asked("amount", 9), by=life.people["performance"])


SAMPLE_QUERIES, LIST_QUERIES = 7, 5


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


def test_before_the_end_the_list_tells_the_score_that_was_filed(desk, filing, life):
    type(life.evaluation).objects.filter(pk=life.evaluation.pk).update(total_score="12.5")

    page = text(desk.get(reverse("review", args=[filing.review_id])))

    assert '<td class="num">100</td>' in page
    assert "12.5" not in page


@pytest.mark.parametrize(("score", "words"), [("93.335", "93.335"), ("90.5", "90.5")])
def test_what_can_be_drawn_is_told_with_its_score_as_it_is(desk, life, score, words):
    type(life.evaluation).objects.filter(pk=life.evaluation.pk).update(total_score=score)

    assert f'<td class="num">{words}</td>' in text(desk.get(reverse("review_draw")))


def test_from_what_a_sample_was_drawn_can_be_read_and_drawn_again(desk, life):
    more(life, 1)
    review = drawn(life, seed="42").review

    page = text(desk.get(reverse("review", args=[review.pk])))

    for one in review.candidates:
        assert f'<th scope="row">{one["number"]}</th>' in page
        assert place("42", one["number"])[:16] in page
    assert "“随机种子:编号”的SHA-256（十六进制）由小到大，取前1份" in " ".join(page.split())


def test_those_pointed_at_have_no_order_to_be_reckoned(desk, life):
    review = drawn(life, way="hand", chosen=(life.evaluation.number,)).review

    page = text(desk.get(reverse("review", args=[review.pk])))

    assert "由抽取人逐份指定" in page
    assert "SHA-256" not in page


@pytest.mark.parametrize(("who", "sees"), [("administrator", True), ("division", False)])
def test_from_what_it_was_drawn_is_for_who_sees_all_of_it(client, life, filing, who, sees):
    client.force_login(life.people[who])

    assert ("抽取范围</h2>" in text(client.get(reverse("review", args=[filing.review_id])))) is sees


@pytest.mark.parametrize("again", [False, True])
def test_what_was_overtaken_waits_for_nothing(desk, filing, life, again):
    finished(filing, life)
    life.move(Action.REOPEN, "performance", reason="请核对")
    if again:
        life.move(Action.RETURN, "performance", reason="请核对")
        life.evaluation.cells.filter(ref="goals/1/actual").update(typed="已全部完成")
        life.to(*ALL)

    page = text(desk.get(reverse("review", args=[filing.review_id])))

    assert "已取消审核" in page
    assert "待下发" not in page
    assert "下发给填报单位</button>" not in text(desk.get(address(filing)))
