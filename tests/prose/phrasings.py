"""The phrasings that the builder of the reader may read; the others are in `held_out`, with its warning."""

from __future__ import annotations

from tests.prose.changes import CHANGES
from tests.prose.products import PRODUCTS
from tests.prose.rates import RATES
from tests.prose.shares import SHARES
from tests.prose.sums import SUMS

OPEN = (*SUMS, *SHARES, *CHANGES, *RATES, *PRODUCTS)
