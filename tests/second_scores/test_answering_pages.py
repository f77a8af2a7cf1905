"""复核 in the browser's way: it is issued, read by the unit and answered."""

from __future__ import annotations

import pytest
from django.urls import reverse

from evaluations.second_scores.models import UnitAnswer
from evaluations.second_scores.services import issuing
from tests.dossiers.pages.posting import text
from tests.second_scores.sampled import address, finished, issued, seen_of


def test_the_closed_page_shows_what_was_found(client, filing, life):
    given = issued(filing, life)
    client.force_login(life.people["filer"])

    page = text(client.get(address(given)))

    assert all(words in page for words in ("80人", "<strong>40</strong>", "名册为80人", "原因01", "80.00%"))
    assert "<textarea" in page  # 回执
    assert "保存</button>" not in page


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
