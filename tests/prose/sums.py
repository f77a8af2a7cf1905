"""合计, 共计, 其中 and the other ways to say that parts make a whole, after real filings."""

from __future__ import annotations

from tests.prose.phrasing import Phrasing

SUMS = (
    Phrasing(
        "sum-linked-total",
        "{y}年度下达{place}{fund}合计[T]，其中中央下达[a]，省财政下达[b]，{place}本级配套资金[c]。",
        "sum T a b c",
    ),
    Phrasing(
        "sum-income-with-shares",
        "{y}年本年收入合计[T:万元]，其中：一般公共预算财政拨款收入[a:万元]，占[p:%]；政府性基金预算财政拨款"
        "收入[b:万元]，占[q:%]；国有资本经营预算财政拨款收入0万元，占0%；事业收入0万元，占0%。",
        "sum T a b; ratio p a T; ratio q b T",
        about="year",
    ),
    Phrasing(
        "sum-numbered-parts",
        "{fund}拨款收入为[T]（其中包括：1.财政对城乡居民的补助拨款[a]，2.救助拨款收入为[b]，3.其他救助支出"
        "[c]，4.其他管理事务拨款支出[d]）。",
        "sum T a b c d",
    ),
    Phrasing(
        "sum-three-layers",
        "参保群众全年享受医保报销[T]（其中：基本医保[a]，大病保险[b]，医疗救助[c]），减负效果明显。",
        "sum T a b c",
    ),
    Phrasing(
        "sum-applicants",
        "全年门诊慢特病申请人数[T:人]，其中：门诊特殊病[a:人]，慢性病申请人数[b:人]。",
        "sum T a b",
        about="applicants",
    ),
    Phrasing(
        "sum-semicolons",
        "根据财政部门决算，{y}年{place}{fund}总支出[T]，其中资助参保[a]；住院救助[b]；门诊救助支出[c]。资金"
        "支付依据合规合法，与预算相符。",
        "sum T a b c",
    ),
    Phrasing(
        "sum-aid-visits",
        "{y}年，{place}医疗救助人次数[T:人次]，其中资助参加城乡居民基本医疗保险[a:人次]，住院救助[b:人次]，"
        "门诊救助[c:人次]。",
        "sum T a b c",
        about="aid",
    ),
    Phrasing(
        "sum-three-items",
        "已落实中央补助[a]、省级补助[b]、市级补助[c]，{fund}三项共计[T]。",
        "sum T a b c",
    ),
    Phrasing(
        "sum-handled",
        "全年责令整改[a:家]，通报批评[b:家]，暂停服务协议[c:家]，累计处理定点医药机构[T:家]。",
        "sum T a b c",
        about="inspections",
    ),
    Phrasing(
        "sum-plus",
        "{place}参保人员享受“一站式”结算共[a]，加上线下请拨资金[b]，理论上需支出[T]。",
        "sum T a b",
        about="offline",
    ),
    Phrasing(
        "sum-quarters",
        "{fund}一至四季度分别支付[a|]、[b|]、[c|]和[d]，全年累计支付[T]。",
        "sum T a b c d",
    ),
    Phrasing(
        "sum-budget-raised",
        "{fund}年初预算数[a]，年中追加[b]，全年预算数为[T]。",
        "sum T a b",
    ),
    Phrasing(
        "sum-used-for",
        "{fund}共投入[T]，[a]用于设施设备购置，[b]用于人员培训，剩余[c]用于宣传和日常运行。",
        "sum T a b c",
    ),
    Phrasing(
        "sum-activities",
        "全年开展广场宣讲[a:场]、进村入户宣传[b:场]、校园宣传[c:场]，共开展各类宣传活动[T:场]。",
        "sum T a b c",
        about="training",
    ),
    Phrasing(
        "sum-projects",
        "当年支持村级公益事业项目[T:个]，包括道路硬化[a:个]、文化广场[b:个]、安全饮水[c:个]。",
        "sum T a b c",
        about="projects",
    ),
    Phrasing(
        "sum-two-classes",
        "{fund}的安排情况是：财政拨款[a]，单位自有资金[b]，两项相加[T]。",
        "sum T a b",
    ),
    Phrasing(
        "sum-times-both",
        "区局组织检查[a:次]、各乡镇自查[b:次]，全年合计开展安全检查[T:次]。",
        "sum T a b",
        about="inspections",
    ),
)
