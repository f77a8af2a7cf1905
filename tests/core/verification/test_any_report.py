"""Whatever is written into a report, every check of its prose ends, and says where in the text it looked."""

from hypothesis import given, settings
from hypothesis import strategies as st

from core.verification import verify
from core.verification.findings import Context, Other
from core.verification.fingerprints import fingerprints
from tests.core.filing.forms import make_filing, shipped_form

FORM = shipped_form()
MINE = {"C17", "C27", "C31", "C43", "M11"}
PIECES = (
    "全年预算数 项目资金 政策知晓率 自评得分 94分 等级为 “优” 占比 其他 60% 701.23万元 710.23 2021年 "
    "2023年度 绩效自评 三级指标 15个 "
    "， 。 ； 、 （ ） 《 》 定点医药机构医保基金监管 经费 资金 一般公共预算拨款 … XX"
)
TEXTS = st.lists(st.sampled_from([*PIECES.split(), "\n", " "]) | st.text(max_size=3), max_size=60).map(
    "".join
)
OTHERS = (Other("2021-301-002", 2021, "定点医药机构医保基金监管经费", fingerprints(["定点医药机构" * 8])),)


@settings(max_examples=80, deadline=None)
@given(first=TEXTS, second=TEXTS)
def test_any_report_ends_with_findings_that_lie_in_their_text_and_stop_nobody(first, second):
    filing = make_filing(FORM, report__s1=first, report__s2=second)

    found = [one for one in verify(FORM, filing, Context(others=OTHERS)) if one.is_in_prose]

    for finding in found:
        text = filing.typed(finding.places[0])
        assert all(0 <= start < end <= len(text) for start, end in finding.spans)
        assert not finding.stops
    mine = [finding.fingerprint for finding in found if finding.check in MINE]
    assert len(set(mine)) == len(mine)
