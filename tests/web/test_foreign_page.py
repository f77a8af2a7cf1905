"""校验文件 and 问题统计 in a real browser: accessible and within the window at both sizes."""

from __future__ import annotations

import pytest
from django.urls import reverse

from evaluations.dossiers.models import Submission
from tests.dossiers.lives import begin
from tests.factories import make_user
from tests.foreign.files import WRONG
from tests.web.axe import assert_accessible

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_words_are_checked_and_the_result_is_accessible(page, sign_in, live_server):
    sign_in(make_user())
    page.goto(f"{live_server.url}{reverse('verify_file')}")
    assert_accessible(page)

    page.get_by_label("或粘贴自评报告的文字").fill(f"一、概况\n{WRONG}")
    page.get_by_role("button", name="校验").click()

    assert page.locator("blockquote mark").all_inner_texts() == ["2051.3万元", "1789.3万元", "87.27%"]
    assert_accessible(page)


def test_what_recurs_and_where_is_accessible(page, sign_in, live_server):
    life = begin()
    life.to()
    first = life.evaluation.submissions.get()
    found = [{"check": "C05", "severity": "must_fix"}]
    Submission.objects.create(
        evaluation=life.evaluation,
        number=2,
        frozen=first.frozen,
        findings=found,
        submitted_by=first.submitted_by,
    )
    sign_in(life.people["performance"])
    page.goto(f"{live_server.url}{reverse('recurring_findings')}")

    page.get_by_role("link", name="资金合计与分项不符").click()

    assert page.get_by_role("heading", name="有“资金合计与分项不符”的自评表").is_visible()
    assert_accessible(page)
