"""Where in a form something stands, in Chinese."""

from __future__ import annotations

from collections.abc import Iterator

from core.filing.form import FormDefinition
from indicators.asking.shapes import Shape, shape_of
from indicators.asking.words import name_of

WHOLE = Shape("part", models=(FormDefinition,))


def place_in_words(location: tuple[int | str, ...], shape: Shape = WHOLE) -> str:
    """Say a place in the data as its page does; lists are counted from 1, what has no name is left out.

    >>> place_in_words(("indicators", "groups", 1, "points"))
    '绩效指标设置·指标第2项·分值'
    """
    words = ""
    for part in _parts(location, shape):
        words += part if part.startswith("第") or not words else f"·{part}"
    return words


def _parts(location: tuple[int | str, ...], shape: Shape) -> Iterator[str]:
    if not location:
        return
    head, rest = location[0], location[1:]
    match shape.kind:
        case "parts" if isinstance(head, int):
            yield f"第{head + 1}项"
            yield from _parts(rest, Shape("part", models=shape.models))
        case "named":
            yield str(head)
            yield from _parts(rest, Shape("part", models=shape.models))
        case "rule":
            kinds = {model.model_fields["kind"].default: model for model in shape.models}
            if head in kinds:
                yield from _parts(rest, Shape("part", models=(kinds[head],)))
        case "part" if head in shape.model.model_fields:
            yield name_of(shape.model, str(head))
            yield from _parts(rest, shape_of(shape.model.model_fields[str(head)]))
