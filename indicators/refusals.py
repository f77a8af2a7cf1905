"""Refusals about a form, in words: which key, what is wrong, what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from pydantic import ValidationError

from indicators.asking.places import place_in_words


class FormRefused(Exception):
    """A form that cannot be read or released. `reasons` are sentences for the administrator."""

    def __init__(self, reasons: Iterable[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("\n".join(self.reasons))


_Words = Callable[[dict[str, Any]], str]
_WORDS: dict[str, _Words] = {
    "missing": lambda _: "缺少此项，请补上。",
    "extra_forbidden": lambda _: "不认识此项，请核对拼写或删除。",
    "literal_error": lambda context: f"只能填{_listed(context['expected'])}，请改正。",
    "union_tag_invalid": lambda context: (
        f"没有“{context['tag']}”这种评分规则，请改为{_listed(context['expected_tags'])}之一。"
    ),
    "union_tag_not_found": lambda _: "评分规则缺少kind，请补上。",
    "string_pattern_mismatch": lambda _: "代码只能由小写字母、数字、短横和下划线组成，最多60个字符，请改正。",
    "string_too_short": lambda _: "不能为空，请填写。",
    "string_too_long": lambda context: f"最多{context['max_length']}个字符，请缩短。",
    "string_type": lambda _: "应为文字，请加引号。",
    "int_parsing": lambda _: "应为整数，请改正。",
    "int_type": lambda _: "应为整数，请改正。",
    "bool_type": lambda _: "应为true或false，请改正。",
    "greater_than_equal": lambda context: f"不能小于{context['ge']}，请改正。",
    "greater_than": lambda context: f"必须大于{context['gt']}，请改正。",
    "less_than_equal": lambda context: f"不能大于{context['le']}，请改正。",
    "decimal_parsing": lambda _: "应为数字，请改正。",
    "decimal_type": lambda _: "应为数字，请改正。",
    "finite_number": lambda _: "应为数字，请改正。",
    "decimal_max_digits": lambda _: "位数过多，请改正。",
    "decimal_max_places": lambda _: "小数位过多，请改正。",
    "too_short": lambda context: f"至少要有{context['min_length']}项，请补上。",
    "too_long": lambda context: f"最多{context['max_length']}项，请删减。",
    "tuple_type": lambda _: "应为列表（[[…]]），请改正。",
    "model_type": lambda _: "应为一组设置（[…]），请改正。",
    "model_attributes_type": lambda _: "应为一组设置（[…]），请改正。",
    "mapping_type": lambda _: "应为一组设置（[…]），请改正。",
    "value_error": lambda context: str(context["error"]),
}


def in_words(problem: ValidationError) -> FormRefused:
    """Say each problem as `…分值 indicators.groups[2].points：应为数字，请改正。`; lists count from 1."""
    return FormRefused(
        f"{place_of(error['loc'])}：{say(error['type'], error.get('ctx', {}))}" for error in problem.errors()
    )


def say(kind: str, context: dict[str, Any]) -> str:
    words = _WORDS.get(kind)
    return words(context) if words else "内容不合要求，请对照表样目录中的示例改正。"


def _listed(expected: str) -> str:
    return expected.replace("'", "").replace(" or ", "、").replace(", ", "、")


def place_of(location: tuple[int | str, ...]) -> str:
    """A place as its page calls it, and as the file does."""
    return f"{place_in_words(location)} {_place(location)}".strip()


def _place(location: tuple[int | str, ...]) -> str:
    place = ""
    for part in location:
        place += f"[{part + 1}]" if isinstance(part, int) else f".{part}"
    return place.removeprefix(".") or "整个文件"
