"""修改意见 as browsers of the people around a filing send and read them."""

from __future__ import annotations

from typing import Any

from tests.dossiers.lives import Life
from tests.dossiers.pages.conftest import signed_in
from tests.dossiers.pages.posting import text, url

WORDS = {"problem": "与决算不一致", "wanted": "请核对后修改", "basis": "部门决算"}


def get(life: Life, who: str, name: str, *args: Any, **query: Any) -> Any:
    return signed_in(life.people[who]).get(url(name, life.evaluation, *args), query)


def post(life: Life, who: str, name: str, *args: Any, query: str = "", **data: Any) -> Any:
    return signed_in(life.people[who]).post(url(name, life.evaluation, *args) + query, data)


def remark_at(life: Life, ref: str, **given: Any) -> Any:
    return post(life, "unit_head", "remark_draft", query=f"?ref={ref}", **{**WORDS, **given})


def shown(life: Life, who: str = "filer") -> str:
    """The page of the remarks as this person sees it."""
    return text(get(life, who, "remarks"))
