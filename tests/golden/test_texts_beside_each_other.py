"""The five texts beside each other: copies, names, shares, two values; each report confirmed by hand."""

import pytest

from core.verification import verify
from core.verification.findings import Context, Other
from core.verification.fingerprints import fingerprints
from tests.golden.whole_texts import PANZHIHUA_PROJECTS, all_filed

FILED = all_filed()
OF_ONE_UNIT = ("panzhihua", *PANZHIHUA_PROJECTS)
CHECKS = ("C17", "C31", "C43", "M11", "M12")

REPORTED = {
    # “稳步提高医疗保障待遇…” is one paragraph of both
    "panzhihua": [("C31", "hint", "report/s5", ((0, 175),))],
    "capacity": [("C31", "hint", "report/s13", ((8, 181),))],
    # names 定点医药机构医保基金监管经费, the project of another report
    "veterans": [("C31", "must_explain", "report/s6", ((13, 27), (93, 107)))],
}


def context_of(name):
    if name not in OF_ONE_UNIT:
        return Context()
    return Context(others=tuple(other(one) for one in OF_ONE_UNIT if one != name))


def other(name):
    _, filing = FILED[name]
    texts = [cell.typed for ref, cell in filing.cells.items() if ref.startswith("report/")]
    identity = filing.identity
    return Other(identity.number, identity.data_year, identity.project_name, fingerprints(texts))


@pytest.mark.parametrize("name", FILED)
def test_exactly_what_a_careful_reader_confirms_is_reported(name):
    form, filing = FILED[name]

    found = verify(form, filing, context_of(name))

    said = [(one.check, one.severity, str(one.places[0]), one.spans) for one in found if one.check in CHECKS]
    assert said == REPORTED.get(name, [])
