"""Whether a list of parts leaves nothing out, by the names of the parts."""

from collections.abc import Sequence

from core.verification.prose import words
from core.verification.prose.partitions import is_complement, is_progress


def leaves_nothing_out(labels: Sequence[str]) -> bool:
    """Say whether the parts are a known whole (基本支出、项目支出), or end with 其他.

    >>> leaves_nothing_out(["其中基本支出", "项目支出"]), leaves_nothing_out(["其中低保对象", "特困人员"])
    (True, False)
    >>> leaves_nothing_out(["其中印刷费", "差旅费", "其他支出"])
    True
    """
    if len(labels) > 1 and labels[-1].lstrip("以及和、").startswith((*words.ALL_THE_REST, *words.BESIDES)):
        return True
    if len(labels) > 2 and labels[-1].lstrip("以及和、").startswith(words.REST):
        return True
    if len(labels) > 1 and (is_complement(labels) or (len(labels) > 2 and is_progress(labels))):
        return True
    return any(_is_family(labels, family) for family in words.FAMILIES)


def _is_family(labels: Sequence[str], family: frozenset[str]) -> bool:
    """Each part is another member of the family, and each member is there."""
    if len(labels) != len(family):
        return False
    if "分别" in labels[0]:
        return all(name in labels[0] for name in family)
    found = [{name for name in family if name in label} for label in labels]
    return all(found) and set().union(*found) == family and all(len(names) <= 2 for names in found)
