"""Two administrators change one approved target: the second is shown both and decides."""

from __future__ import annotations

import re

import pytest

from evaluations.projects import services
from evaluations.projects.services import set_approved_target
from tests.factories import (
    make_form_version,
    make_target,
)
from tests.projects.posting import row, seen, target_at, typed

pytestmark = pytest.mark.django_db


class TestMeanwhile:
    """Two administrators have the same target open; the second one to save hears of it."""

    @pytest.fixture
    def response(self, desk, project):
        make_form_version()
        make_target(project)
        before = seen(project)
        theirs = typed(row(key="r1", text="≥200人"), row(key="r2"), initial=2)
        desk.post(target_at(project), {**theirs, "seen": before})
        mine = typed(row(key="r1", text="≥300人"), row(key="r2"), initial=2, goals="我的目标")
        return desk.post(target_at(project), {**mine, "seen": before})

    def test_nothing_is_replaced(self, response, project):
        assert response.status_code == 409
        assert project.approved_targets.get().rows.get(key="r1").text == "≥200人"

    def test_both_are_shown(self, response):
        assert "已有变动" in response.text
        assert "≥200人" in response.text
        assert 'value="≥300人"' in response.text
        assert "我的目标" in response.text

    def test_whoever_has_seen_both_may_save(self, response, desk, project):
        (mark,) = re.findall(r'name="seen" value="(\w+)"', response.text)
        mine = typed(row(key="r1", text="≥300人"), row(key="r2"), initial=2)

        kept = desk.post(target_at(project), {**mine, "seen": mark})

        assert (kept.status_code, project.approved_targets.get().rows.get(key="r1").text) == (302, "≥300人")

    def test_a_target_that_was_none_when_the_page_was_opened_is_not_replaced(self, desk, project):
        make_form_version()
        make_target(project)

        assert desk.post(target_at(project), typed(row())).status_code == 409

    def test_a_save_in_the_same_moment_is_told_too(self, desk, project, monkeypatch):
        make_form_version()

        def overtaken(*given, **more):
            make_target(project)
            return set_approved_target(*given, **more)

        monkeypatch.setattr(services, "set_approved_target", overtaken)
        response = desk.post(target_at(project), typed(row(text="≥300人")))

        assert response.status_code == 409
        assert 'value="≥300人"' in response.text
        assert f'name="seen" value="{seen(project)}"' in response.text
