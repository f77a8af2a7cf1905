"""The form that a case was filled in on, found by what it has a place for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from core.filing.form import FormDefinition
from core.foreign.case import from_data
from core.foreign.given import group_of, words_of
from core.foreign.labels import same_words
from core.foreign.reading import Reading, Unreadable

NO_FORM = "没有与文件内容相符的表样，请选择表样后再校验。"
EVERYWHERE = "全国"


def best(data: object, forms: Iterable[FormDefinition]) -> Reading:
    """Return the reading on the form that leaves the least out; of equals that of the place, then the year.

    Unreadable where no form has a place for anything.
    """
    told = group_of(data)
    kind = words_of(told, "kind")
    wanted = [form for form in forms if kind in ("", form.scope)]
    readings = [one for form in wanted if (one := from_data(told, form)).snapshot.cells]
    if not readings:
        raise Unreadable(NO_FORM)
    return min(readings, key=lambda reading: _distance(told, reading))


def _distance(told: Mapping[str, Any], reading: Reading) -> tuple[int, int, int, int, str]:
    form, names = reading.form, " ".join(words_of(told, key) for key in ("unit", "department", "title"))
    place = 0 if form.place in names else 1 if form.place == EVERYWHERE else 2
    year = reading.snapshot.identity.data_year
    return len(reading.remarks), _other_heads(told, form), place, abs(form.year - year), form.code


def _other_heads(told: Mapping[str, Any], form: FormDefinition) -> int:
    """How many heads of the columns of money are called otherwise."""
    heads = told.get("fund_columns")
    if not isinstance(heads, list) or form.funds is None:
        return 0
    own = {same_words(column.label) for column in form.funds.columns}
    return sum(same_words(str(head)) not in own for head in heads)
