"""What must stand on the paper of each case, by the function that says it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tests.golden import cases, expected, expected_elsewhere
from tests.golden.cases import Case
from tests.golden.expected import Rows

PAPERS: Mapping[Case, Callable[[dict[str, Any]], Rows]] = {
    cases.CHRONIC_DISEASE: expected.chronic_disease,
    cases.TRANSFER: expected.transfer,
    cases.OVERALL: expected.overall,
    cases.PINGAN: expected.pingan,
    cases.HESHAN: expected.heshan,
    cases.HUBEI: expected_elsewhere.hubei,
    cases.CHONGQING: expected_elsewhere.chongqing,
    cases.SICHUAN: expected_elsewhere.sichuan,
    cases.YUNNAN: expected_elsewhere.yunnan,
    cases.HUOSHAN: expected_elsewhere.huoshan,
    cases.NATIONAL: expected_elsewhere.national,
    cases.NATIONAL_COST: expected_elsewhere.national,
}
