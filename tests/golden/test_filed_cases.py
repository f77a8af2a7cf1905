"""The other cases, typed into the real pages: what is found, and every cell that is printed (D7).

The lists were worked out by hand. 整体 (S3): 3 of 4 points without a word (C10); 9 + 20 + 53 + 10 + 10 = 102
against 98 (C02); 91%% is no number (C35); what lies in the form (54 under 50, 104 in all) stops nobody (C01).
平安 (S2): 71.73 + 2.96 + 166.72 = 241.41 against 244.41 (C05); one paragraph stands for both sides of the
goal, so that 实际完成情况 is empty (M01). 赫山 (S1): 3 points where the rule gives 2 of 4 (C09).

嘉峪关: all three repeat the words of targets (C14, a hint each). 湖北: 40 points under a group of 10, none
under one of 30, both the form's (C01); ≥90% reached of 90% (C14). 重庆: two rows without a figure (C12),
72.74% of 100% at a coefficient of 100% without a word (C08). 四川: a rate of 0.00% of nothing (C04). 云南: 7
of 10 at 100% (C07), 9 where 98 ÷ 100 × 10 = 9.8 (C09), both without a word (C10); the goal as its own result
(C15).

What lies in the approved target stops nobody: no less than for 变动率 and 控制率 (C19, 整体), 部门整体 on
the form of a project (C41, 重庆); as hints 能力 as 时效 and
合格率 as 数量 (C20), rates of words (C22, 嘉峪关), no row under 效益 or 满意度 (C24: 转移支付, 四川, 霍山).
Hints of C28: 100 % of the points at 76 % spent (重庆), 97.2 % and 99.4 % at 90 % (全国).

What stops a filer stops a plain submission; said why (按原件), the table goes through as it is.
"""

from __future__ import annotations

import pytest

from tests.documents.reading import read_pdf, read_xlsx
from tests.golden import cases
from tests.golden.cases import Case
from tests.golden.expected import read_rows
from tests.golden.filed import AS_FILED
from tests.golden.papers import PAPERS

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.once,
]  # filed on both: test_filed_through_the_forms
READERS = {"pdf": read_pdf, "xlsx": read_xlsx}
FINDINGS: dict[Case, list[tuple[str, str, str]]] = {
    cases.CHRONIC_DISEASE: [
        ("C14", "hint", "indicators/r4/actual"),
        ("M02", "hint", "indicators/r4/actual"),
        ("C22", "hint", "indicators/r5/target"),
        ("C20", "hint", "indicators/r7/target"),
    ],
    cases.TRANSFER: [
        ("C14", "hint", "indicators/r3/actual"),
        ("C20", "hint", "indicators/r7/target"),
        ("C22", "hint", "indicators/r14/target"),
        ("C24", "hint", ""),
    ],
    cases.OVERALL: [
        ("C35", "must_fix", "indicators/r1/actual"),
        ("C01", "must_fix", "indicators/r1/points"),
        ("C01", "must_fix", "indicators/r11/points"),
        ("C10", "must_fix", "indicators/r20/note"),
        ("C02", "must_fix", "total/score"),
        ("C19", "must_explain", "indicators/r4/target"),
        ("C22", "hint", "indicators/r3/target"),
        ("C14", "hint", "indicators/r3/actual"),
        ("M02", "hint", "indicators/r3/actual"),
    ],
    cases.PINGAN: [
        ("C05", "must_fix", "funds/spending/executed"),
        ("M01", "must_fix", "goals/1/actual"),
    ],
    cases.HESHAN: [("C09", "must_explain", "indicators/r12/score")],
    cases.HUBEI: [
        ("C01", "must_fix", "indicators/r4/points"),
        ("C01", "must_fix", ""),
        ("C14", "must_explain", "indicators/r4/actual"),
    ],
    cases.CHONGQING: [
        ("C12", "must_fix", "indicators/r2/target"),
        ("C12", "must_fix", "indicators/r2/actual"),
        ("C12", "must_fix", "indicators/r8/target"),
        ("C12", "must_fix", "indicators/r8/actual"),
        ("C08", "must_explain", "indicators/r9/score"),
        ("C41", "must_explain", ""),
        ("C28", "hint", "total/score"),
    ],
    cases.SICHUAN: [
        ("C04", "must_explain", "funds/special_account/rate"),
        ("C04", "must_explain", "funds/unit/rate"),
        ("C24", "hint", ""),
    ],
    cases.YUNNAN: [
        ("C10", "must_fix", "indicators/r3/note"),
        ("C10", "must_fix", "indicators/r6/note"),
        ("C15", "must_explain", "goals/1/actual"),
        ("C07", "must_explain", "indicators/r3/score"),
        ("C09", "must_explain", "indicators/r6/score"),
        ("M02", "hint", "indicators/r5/actual"),
    ],
    cases.HUOSHAN: [("C24", "hint", "")],
    cases.NATIONAL: [("C28", "hint", "total/score")],
    cases.NATIONAL_COST: [("C28", "hint", "total/score")],
}
STOPPED = {
    cases.OVERALL: (3, 0),
    cases.PINGAN: (2, 0),
    cases.HESHAN: (0, 1),
    cases.HUBEI: (0, 1),
    cases.CHONGQING: (2, 1),
    cases.SICHUAN: (0, 2),
    cases.YUNNAN: (2, 3),
}
"""必改项 and 需说明项 of the filer; of the other cases none."""


@pytest.fixture(scope="module", params=FINDINGS, ids=lambda case: case.stem)
def case(request) -> Case:
    return request.param


def test_it_was_filed_with_exactly_these_findings(case, filed):
    assert filed.kept == FINDINGS[case]


def test_as_it_is_it_was_refused_where_the_filer_had_something_to_mend_or_to_say(case, filed):
    to_mend, to_say = STOPPED.get(case, (0, 0))

    assert filed.refused == [
        f"还有{count}处{what}，暂不能送审"
        for count, what in ((to_mend, "必改项"), (to_say, "需说明项未说明"))
        if count
    ]


def test_said_why_it_went_through(case, filed):
    to_mend, _ = STOPPED.get(case, (0, 0))

    assert (filed.problems_reason, filed.status) == (AS_FILED if to_mend else "", "approved")


@pytest.mark.parametrize("label", ["for_signature", "final"])
@pytest.mark.parametrize("file_format", READERS)
def test_every_cell_is_printed_as_filed(case, filed, label, file_format):
    printed = READERS[file_format](filed.papers[label, "table", file_format])

    assert read_rows(printed) == PAPERS[case](case.filed)
