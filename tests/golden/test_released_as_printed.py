"""Forms that contradict themselves (S1, S3): refused at release, with a reason released as printed (D7)."""

from __future__ import annotations

import pytest

from documents.models import FormVersion
from indicators import rows
from indicators.refusals import FormRefused
from indicators.release import release
from tests.factories import Role, make_bureau, make_user
from tests.golden.yuancheng import catalogue_form

pytestmark = pytest.mark.django_db
CONTRADICTORY = {
    "heshan-department-2021": "「政府采购执行率」分值4分，按评分规则最多得2分",
    "jiayuguan-department-2021": (
        "「履职效果」50分，其下3＋3＋4＋3＋3＋4＋3＋3＋3＋4＋3＋4＋2＋4＋4＋2＋2＝54分"
    ),
}
"""C34 of 赫山, C01 of 嘉峪关."""


@pytest.fixture
def administrator():
    return make_user(make_bureau(), Role.ADMINISTRATOR)


@pytest.mark.parametrize("name", CONTRADICTORY)
def test_without_a_reason_it_is_refused(administrator, name):
    plain = catalogue_form(name).model_copy(update={"accepted_deviations": {}})

    with pytest.raises(FormRefused) as refused:
        release(rows.write(plain), by=administrator)

    (reason,) = refused.value.reasons
    assert reason.startswith(CONTRADICTORY[name])
    assert not FormVersion.objects.filter(code=plain.code).exists()


@pytest.mark.parametrize("name", CONTRADICTORY)
def test_accepted_with_its_reason_it_is_released_as_printed(administrator, name):
    form = catalogue_form(name)

    version = release(rows.write(form), by=administrator)

    assert version.code == form.code
