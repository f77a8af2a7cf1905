"""An administrator at the desk, and a draft."""

from __future__ import annotations

import pytest

from indicators import catalogue, rows
from tests.factories import Role, make_bureau, make_user, small_form

NATIONAL = catalogue.FOLDER / "national-project-2020.toml"


@pytest.fixture
def administrator():
    return make_user(make_bureau(), Role.ADMINISTRATOR)


@pytest.fixture
def desk(client, administrator):
    client.force_login(administrator)
    return client


@pytest.fixture
def draft():
    return rows.write(small_form())


@pytest.fixture
def fixed_draft():
    """A form with rows of its own: two under 数量, one under 质量."""
    asked = small_form().indicators.model_dump()
    groups = [
        {
            "key": "output",
            "name": "产出指标",
            "points": 60,
            "children": [
                {"key": "quantity", "name": "数量指标", "points": 40, "rows": [row("r1", 30), row("r2", 10)]},
                {"key": "quality", "name": "质量指标", "points": 20, "rows": [row("r3", 20)]},
            ],
        },
        {"key": "benefit", "name": "效益指标", "points": 30},
    ]
    return rows.write(small_form(indicators={**asked, "level3": "fixed", "groups": groups}))


def row(key, points):
    return {
        "key": key,
        "name": f"指标{key}",
        "points": points,
        "target": "≥95%",
        "rule": {"kind": "at_least"},
    }
