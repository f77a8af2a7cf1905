"""人数 × 标准, and what each one gets on average, after real filings."""

from __future__ import annotations

from tests.prose.phrasing import Phrasing

PRODUCTS = (
    Phrasing(
        "product-standard-total",
        "按照区级财政补助标准每人[s:元]，{y}统筹年度参保[n:人]，{fund}总计[T:万元]。",
        "product T n s",
    ),
    Phrasing(
        "product-people-times",
        "{fund}资助[n:人]，每人[s:元]，共计[T:万元]。",
        "product T n s",
    ),
    Phrasing(
        "product-according-to",
        "全年为[n:名]困难学生按每生每年[s:元]标准发放补助，发放金额[T:万元]。",
        "product T n s",
        about="pupils",
    ),
    Phrasing(
        "product-per-head-last",
        "{fund}支出[T:万元]，惠及[n:人]，人均[s:元]。",
        "average s T n",
    ),
    Phrasing(
        "product-months",
        "聘用公益性岗位人员[n:人]，每人每月补贴[s:元]，按12个月计发，全年支出[T:万元]。",
        "product T n s 12",
    ),
    Phrasing(
        "product-per-mu",
        "落实公益林管护面积[n:亩]，补偿标准为每亩[s:元]，应兑现补偿资金[T:万元]。",
        "product T n s",
    ),
    Phrasing(
        "product-insured-individual",
        "{y}年个人缴费标准为[s:元]/人，征缴[n:人]，征收个人缴费[T:万元]。",
        "product T n s",
        about="insured",
    ),
    Phrasing(
        "product-clinic-days",
        "配置急救设备[n:套]，采购单价[s:元]，采购总价[T:万元]。",
        "product T n s",
    ),
    Phrasing(
        "product-average-copay",
        "{fund}惠及群众[n:人次]，救助金额[T:万元]，平均每人次救助[s:元]。",
        "average s T n",
    ),
    Phrasing(
        "product-villages",
        "扶持村集体经济项目[n:个]，每个项目补助[s:万元]，补助资金总额[T:万元]。",
        "product T n s",
        about="projects",
    ),
    Phrasing(
        "product-reward",
        "奖励先进单位[n:家]，每家奖励[s:元]，发放奖励资金[T:万元]。",
        "product T n s",
    ),
    Phrasing(
        "product-half-year",
        "为[n:名]网格员发放工作补贴，标准为[s:元]/人/月，6个月共发放[T:万元]。",
        "product T n s 6",
    ),
    Phrasing(
        "product-total-first",
        "发放高龄津贴[T:万元]，共[n:人]，每人[s:元]。",
        "product T n s",
    ),
    Phrasing(
        "product-year-each",
        "按照[s:元]/人/年的标准，为[n:名]乡村医生安排{fund}[T:万元]。",
        "product T n s",
    ),
    Phrasing(
        "product-devices",
        "更新灭火机具[n:台]，单台价格[s:元]，合同金额[T:元]。",
        "product T n s",
    ),
)
