"""What comes out of the 源城 filing, or of a small change of it."""

from __future__ import annotations

from core.filing.cells import CellRef
from core.filing.compute import compute
from tests.core.filing.forms import make_filing, make_form


def computed(form=None, **typed):
    form = form or make_form()
    return compute(form, make_filing(form, **typed))


def offer(ref, form=None, **typed):
    return computed(form, **typed).offers.get(CellRef.parse(ref))


def working(ref, form=None, **typed):
    return computed(form, **typed).workings.get(CellRef.parse(ref))
