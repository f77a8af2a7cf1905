"""Who was slower than another at the same 复核 loses nothing typed and sees what the other kept."""

from __future__ import annotations

import re

from evaluations.second_scores.models import SecondScore
from evaluations.second_scores.services.scoring import scores_of
from tests.dossiers.pages.posting import text
from tests.second_scores.sampled import IN_TIME, LOWER, PEOPLE, address, keep, posted, ready


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
