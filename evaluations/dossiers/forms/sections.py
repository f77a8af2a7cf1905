"""The pages of a filing (基本信息, 项目资金 …) and which cells stand on each, in the order of the paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from core.filing.cells import CellRef
from core.filing.form import FormDefinition
from core.filing.returned import EVIDENCE, PART_NAMES, part_of
from core.scoring.parameters import Tiers
from evaluations.dossiers.fillable import Slot

TITLES: Mapping[str, str] = {key: name for key, name in PART_NAMES.items() if key != EVIDENCE}


def sections(form: FormDefinition) -> list[str]:
    """The pages that this form has, in their order."""
    absent = {
        "header": not form.header,
        "funds": form.funds is None,
        "goals": form.goals is None,
        "indicators": not form.indicators.groups,
        "texts": not form.texts,
        "report": form.report is None,
    }
    return [key for key in TITLES if not absent[key]]


def section_of(ref: object) -> str:
    """The page on which a cell stands; the last row of the table stands under the indicators.

    >>> section_of("total/grade"), section_of("funds/total/executed")
    ('indicators', 'funds')
    """
    return part_of(ref if isinstance(ref, CellRef) else CellRef.parse(str(ref)))


def slots_of(section: str, slots: Iterable[Slot]) -> list[Slot]:
    """The cells of one page."""
    return [slot for slot in slots if section_of(slot.ref) == section]


def tier_words(form: FormDefinition) -> list[str]:
    """The words that may stand as an actual where no number does (达成预期 …), from the top tier down."""
    rules = form.indicators.rules
    tiers = [
        tier for rule in (rules.qualitative, rules.words) if isinstance(rule, Tiers) for tier in rule.tiers
    ]
    return list(dict.fromkeys(tier.name for tier in tiers))
