"""One line for each kind of rule, no more and no less."""

from typing import get_args

from core.scoring.parameters import Rule
from core.scoring.registry import KINDS

PARAMETERS = get_args(get_args(Rule)[0])


def test_every_kind_of_rule_is_known():
    assert set(KINDS) == {parameters.model_fields["kind"].default for parameters in PARAMETERS}


def test_no_two_kinds_share_a_number_of_the_domain():
    numbers = [kind.number for kind in KINDS.values()]

    assert len(set(numbers)) == len(numbers)
