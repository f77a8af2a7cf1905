"""执行率, 到位率, 报销比例, 完成率: a rate with the amounts it comes of, after real filings."""

from __future__ import annotations

from tests.prose.phrasing import Phrasing

RATES = (
    Phrasing(
        "rate-executed-simple",
        "{fund}全年预算数[T]，全年执行数[a]，执行率[p:%]。",
        "ratio p a T",
    ),
    Phrasing(
        "rate-reimbursed",
        "{fund}惠及对象发生住院医药费用[T]，实际报销[a]，报销比例达[p:%]。",
        "ratio p a T",
    ),
    Phrasing(
        "rate-class-items",
        "{fund}下达[T]，支出[a]，执行率[p:%]，资金结余按规定收回。",
        "ratio p a T",
    ),
    Phrasing(
        "rate-direct-settled",
        "跨省异地就医结算[T:人次]，直接结算[a:人次]，直接结算率[p:%]。",
        "ratio p a T",
        about="aid",
    ),
    Phrasing(
        "rate-grouped",
        "目前我区DIP试点医疗机构共收治患者[T:例]，入组病例为[a:例]，入组率为[p:%]。",
        "ratio p a T",
        about="dip",
    ),
    Phrasing(
        "rate-within-policy",
        "发生普通门诊费用[F]，政策范围内门诊费用[T]，享受医疗保障报销[a]，政策范围内报销比[p:%]。",
        "less T F; ratio p a T",
        about="clinic",
    ),
    Phrasing(
        "rate-used",
        "{y}年{fund}收入[T]。截至{y}年12月31日，资金已使用[a]，使用率[p:%]。",
        "ratio p a T",
    ),
    Phrasing(
        "rate-collected",
        "应筹资个人缴费金额[T]，实际筹资个人缴费金额[a]，年度个人缴费到位率[p:%]。",
        "ratio p a T",
        about="insured",
    ),
    Phrasing(
        "rate-plan",
        "年初计划开展检查[T:次]，实际完成[a:次]，完成率为[p:%]。",
        "progress p a T",
        about="inspections",
    ),
    Phrasing(
        "rate-paid-sources",
        "{fund}上年结转[b]，当年下达[c]，资金总额[T]，实际支出[a]，预算执行率为[p:%]。",
        "sum T b c; ratio p a T",
    ),
    Phrasing(
        "rate-identified",
        "慢性病申请人数[T:人]，鉴定通过人数[a:人]，鉴定通过率[p:%]。",
        "ratio p a T",
        about="applicants",
    ),
    Phrasing(
        "rate-quality",
        "共抽检样品[T:批次]，合格[a:批次]，合格率达到[p:%]。",
        "ratio p a T",
    ),
    Phrasing(
        "rate-fulfilled-target",
        "{fund}年度任务数[T:人]，实际资助[a:人]，完成年度任务的[p:%]。",
        "progress p a T",
    ),
    Phrasing(
        "rate-insured",
        "辖区应参保[T:人]，实际参保[a:人]，参保率达[p:%]。",
        "ratio p a T",
        about="insured",
    ),
    Phrasing(
        "rate-budget-percent",
        "{fund}支出决算为[a]，年初预算为[T]，完成预算的[p:%]。",
        "ratio p a T",
    ),
    Phrasing(
        "rate-formula",
        "{fund}预算执行率=[a]÷[T]×100%=[p:%]。",
        "ratio p a T",
    ),
    Phrasing(
        "rate-trained",
        "应培训人员[T:人]，参训[a:人]，参训率[p:%]，考核全部合格。",
        "ratio p a T",
        about="training",
    ),
    Phrasing(
        "rate-answered",
        "共受理群众来电来访[T:件]，按期办结[a:件]，按期办结率[p:%]。",
        "ratio p a T",
        about="desk",
    ),
    Phrasing(
        "rate-bought",
        "年初政府采购预算[T]，实际采购金额[a]，政府采购执行率[p:%]。",
        "ratio p a T",
        about="procurement",
    ),
    Phrasing(
        "rate-two-ways",
        "{fund}按当年下达资金[T]计算，支出[a]，执行率为[p:%]；加上上年结余[b]，可用资金[S]，执行率为[q:%]。",
        "ratio p a T; sum S T b; ratio q a S",
    ),
)
