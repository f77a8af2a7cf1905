"""All kinds of rules, by the `kind` of their parameters."""

from __future__ import annotations

from collections.abc import Mapping

from core.scoring.kind import Kind
from core.scoring.kinds import either
from core.scoring.sentences import either as say_either
from core.scoring.simple import SIMPLE

EITHER = Kind("R20", either.either_or, say_either.either_or, either.asks_of_ways, either.most_of_ways)
KINDS: Mapping[str, Kind] = {**SIMPLE, "either_or": EITHER}
