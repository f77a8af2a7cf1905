"""What the forms of the demo do not ask, in a real browser at both sizes: boxes, weights, blocks, sharing."""

from __future__ import annotations

import pytest

from accounts.models import Membership
from tests.dossiers.pages.posting import url
from tests.factories import make_evaluation, make_unit, make_user
from tests.shapes import SHAPES
from tests.web.axe import assert_accessible

pytestmark = [pytest.mark.django_db(transaction=True)]
PAGES = {
    "boxes of words": "texts",
    "goals with weights": "goals",
    "two blocks of funds": "funds",
    "a shared score": "indicators",
    "a checklist": "indicators",
}


def test_each_is_accessible(page, sign_in, live_server, transactional_db):
    unit = make_unit()
    sign_in(make_user(unit, Membership.Role.FILER))

    for number, (name, section) in enumerate(PAGES.items()):
        form = SHAPES[name].form.model_copy(update={"code": f"shape-{number}"})
        page.goto(live_server.url + url(section, make_evaluation(unit, form=form)))
        assert_accessible(page)
