"""A trial's page in a real browser at both sizes: while it waits and when it is done."""

from __future__ import annotations

import pytest
from django.urls import reverse

from evaluations.trials import queries, tasks  # noqa: F401  what a worker loads
from evaluations.trials.services import ask
from tests.trials.trials import filed, more, stricter, worked
from tests.web.axe import assert_accessible
from tests.web.conftest import page, sign_in, window  # noqa: F401  the browser at both sizes

pytestmark = [pytest.mark.django_db(transaction=True)]


def test_waiting_and_done_it_is_accessible(
    page,  # noqa: F811
    sign_in,  # noqa: F811
    live_server,
    transactional_db,
):
    life = filed()
    more(life, 2)
    administrator, bureau = life.people["administrator"], life.evaluation.unit.parent.parent
    draft = stricter()
    offered = queries.filings_for(draft, bureau, administrator)
    trial = ask(draft, list(offered), bureau=bureau, by=administrator)
    sign_in(administrator)
    address = live_server.url + reverse("trial", args=[trial.pk])

    page.goto(address)
    assert_accessible(page)
    worked()
    page.goto(address)

    assert_accessible(page)
    assert "试算完成：共3份" in page.locator("main").inner_text()
