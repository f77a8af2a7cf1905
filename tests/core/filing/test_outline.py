"""Sections of a report know what they tell, and old ones say nothing of it."""

import pytest

from core.filing.canonical import form_to_json
from core.filing.outline import Section
from tests.core.filing.forms import make_form


def section(heading, role=None):
    return Section(key="s1", heading=heading, role=role)


@pytest.mark.parametrize(
    ("heading", "tells"), [("存在的问题及原因分析", True), ("绩效目标完成情况", True), ("项目概况", False)]
)
def test_section_without_a_role_goes_by_its_heading(heading, tells):
    assert section(heading).tells_results is tells


@pytest.mark.parametrize(("role", "tells"), [("results", True), ("background", False)])
def test_role_of_the_form_outweighs_the_heading(role, tells):
    assert section("时效指标", role).tells_results is tells
    assert section("存在的问题", role).tells_results is tells


def test_form_without_roles_keeps_its_text():
    outline = {"title": "自评报告", "sections": ({"key": "s1", "heading": "项目概况"},)}

    assert '"role"' not in form_to_json(make_form(report=outline)).partition('"report"')[2]
