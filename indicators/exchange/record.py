"""Several values in one cell: a line for each, `名称：内容`; of several of a kind one line each,
`各档1：下限＝90%｜得分＝10`; what lies deeper by its way, `计分方式1·规则：按比例`.

What has its default is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from indicators.asking.build import plain_default
from indicators.asking.fields import NOTHING
from indicators.asking.shapes import Shape, fields_of
from indicators.asking.words import kind_name, name_of
from indicators.exchange.values import Misread, guarded, shown, split, understood

SAYS, IS, BETWEEN, WAY = "：", "＝", "｜", "·"
SAYS_TOO, IS_TOO = "[：:]", "[＝=]"
Data = dict[str, Any]
NO_LINE = "应写成“名称：内容”，请改正。"
NO_PAIR = "应写成“名称＝内容”，几项之间用“｜”隔开，请改正。"
UNKNOWN = "没有“{name}”这一项，可写{known}。"
REPEATED = "“{name}”写了两次，请删除一处。"
NO_VALUE = "“{name}”不能这样写，请对照填写说明改正。"
NOT_NEXT = "“{name}”应从1起依次编号，这里应为{name}{next}。"
NOT_THERE = "前面没有“{name}”，请先写这一行。"
NO_KIND = "没有“{name}”这种评分规则，请改为{known}之一。"


def lines_of(model: type[BaseModel], data: Mapping[str, Any], way: str = "") -> Iterator[str]:
    """The lines that say what is not as by default."""
    for name, info, shape in fields_of(model):
        default, label = plain_default(info), f"{way}{name_of(model, name)}"
        value = data.get(name, default)
        if value is None or (value == default and not info.is_required()):
            continue
        if shape.is_leaf:
            yield f"{label}{SAYS}{guarded(str(shown(model, name, shape, value)), BETWEEN)}"
        elif shape.kind == "part":
            yield from lines_of(shape.model, value, f"{label}{WAY}")
        elif shape.kind == "rule":
            yield f"{label}{SAYS}{kind_name(value['kind'])}"
            yield from lines_of(kinds_of(shape)[value["kind"]], value, f"{label}{WAY}")
        else:
            for number, item in enumerate(value, start=1):
                yield f"{label}{number}{SAYS}{pairs_of(shape.model, item)}"
                yield from lines_of(
                    shape.model, _only(shape.model, item, leaf=False), f"{label}{number}{WAY}"
                )


def pairs_of(model: type[BaseModel], item: Mapping[str, Any]) -> str:
    """The single values of one of several, in one line."""
    lines = lines_of(model, _only(model, item, leaf=True))
    return BETWEEN.join(line.replace(SAYS, IS, 1) for line in lines)


def _only(model: type[BaseModel], item: Mapping[str, Any], *, leaf: bool) -> Data:
    return {name: item[name] for name, _, shape in fields_of(model) if name in item and shape.is_leaf == leaf}


def kinds_of(shape: Shape) -> Mapping[str, type[BaseModel]]:
    """The classes between which a rule chooses, by their kind."""
    return {model.model_fields["kind"].default: model for model in shape.models}


def kind_of(shape: Shape, name: str) -> str:
    """The kind that is called `name`; Misread where there is none."""
    kinds = {kind_name(kind): kind for kind in kinds_of(shape)}
    if name not in kinds:
        raise Misread(NO_KIND.format(name=name[:20], known="、".join(kinds)))
    return kinds[name]


def read_lines(model: type[BaseModel], text: str) -> tuple[Data, list[str]]:
    """What a cell says of one class, and a sentence for each line that says nothing."""
    data: Data = {}
    problems = []
    for number, line in _lines(text):
        try:
            head, content = _parted(line, SAYS_TOO, NO_LINE)
            _put(model, data, head.split(WAY), content)
        except Misread as problem:
            problems.append(f"第{number}行{problem}")
    return data, problems


def read_items(model: type[BaseModel], text: str) -> tuple[list[Data], list[str]]:
    """What a cell says of several of one class, one in each line."""
    items: list[Data] = []
    problems = []
    for number, line in _lines(text):
        items.append({})
        try:
            _fill(model, items[-1], line)
        except Misread as problem:
            problems.append(f"第{number}行{problem}")
    return items, problems


def _lines(text: str) -> Iterator[tuple[int, str]]:
    lines = enumerate(text.replace("\r\n", "\n").split("\n"), start=1)
    return ((number, line) for number, line in lines if line.strip())


def _parted(text: str, signs: str, problem: str) -> tuple[str, str]:
    """What stands before and behind the first of the signs."""
    found = re.search(signs, text)
    if not found:
        raise Misread(problem)
    return text[: found.start()].strip(), text[found.end() :].strip()


def _put(model: type[BaseModel], data: Data, way: list[str], content: str) -> None:
    """Put what a line says where it belongs; Misread where it belongs nowhere."""
    name, shape, number = _field(model, way[0].strip())
    label, further = name_of(model, name), way[1:]
    match shape.kind:
        case "part" if further and not number:
            _put(shape.model, data.setdefault(name, {}), further, content)
        case "rule" if not number:
            _put_rule(shape, (data, name, label), further, content)
        case "parts":
            _put_item(shape.model, data.setdefault(name, []), (label, number), further, content)
        case _ if further or number or not shape.is_leaf:
            raise Misread(NO_VALUE.format(name=way[0]))
        case _:
            _keep(model, data, name, BETWEEN.join(split(content, BETWEEN)))


def _field(model: type[BaseModel], written: str) -> tuple[str, Shape, int]:
    """The field that is called so, and the number behind its name (0: none)."""
    fields = {name_of(model, name): (name, shape) for name, _, shape in fields_of(model)}
    numbered = re.fullmatch(r"(.*?)([1-9][0-9]?)", written)
    if written not in fields and numbered and numbered[1] in fields:
        return *fields[numbered[1]], int(numbered[2])
    if written not in fields:
        raise Misread(UNKNOWN.format(name=written[:20], known="、".join(fields) or "的没有"))
    return *fields[written], 0


def _put_rule(shape: Shape, place: tuple[Data, str, str], further: list[str], content: str) -> None:
    data, name, label = place
    if further:
        if name not in data:
            raise Misread(NOT_THERE.format(name=label))
        _put(kinds_of(shape)[data[name]["kind"]], data[name], further, content)
    elif name in data:
        raise Misread(REPEATED.format(name=label))
    else:
        data[name] = {"kind": kind_of(shape, content)}


def _put_item(
    model: type[BaseModel], items: list[Data], called: tuple[str, int], further: list[str], content: str
) -> None:
    label, number = called
    if further:
        if not 0 < number <= len(items):
            raise Misread(NOT_THERE.format(name=f"{label}{number or ''}"))
        _put(model, items[number - 1], further, content)
    elif number not in (0, len(items) + 1):
        raise Misread(NOT_NEXT.format(name=label, next=len(items) + 1))
    else:
        items.append({})
        _fill(model, items[-1], content)


def _fill(model: type[BaseModel], data: Data, content: str) -> None:
    """Read `下限＝90%｜得分＝10`."""
    for pair in split(content, BETWEEN):
        if pair.strip():
            label, value = _parted(pair, IS_TOO, NO_PAIR)
            name, shape, number = _field(model, label)
            if number or not shape.is_leaf:
                raise Misread(NO_VALUE.format(name=label))
            _keep(model, data, name, value)


def _keep(model: type[BaseModel], data: Data, name: str, text: str) -> None:
    """Keep one value, once."""
    label = name_of(model, name)
    if name in data:
        raise Misread(REPEATED.format(name=label))
    shape = next(shape for field, _, shape in fields_of(model) if field == name)
    try:
        value = understood(model, name, shape, text)
    except Misread as problem:
        raise Misread(f"“{label}”{problem}") from None
    if value is not NOTHING:
        data[name] = value
