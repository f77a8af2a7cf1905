"""The page of 复核口径: the reasons of a place are kept by its finance."""

from __future__ import annotations

import pytest
from django.urls import reverse

from evaluations.second_scores.models import ReviewRules
from foundation.audit.models import AuditEvent
from tests.dossiers.pages.posting import text
from tests.second_scores.sampled import LOWER, address, keep, posted


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
