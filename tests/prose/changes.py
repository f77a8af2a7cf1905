"""较上年增加, 增长, 由…提高到… and the other ways to compare two amounts, after real filings."""

from __future__ import annotations

from tests.prose.phrasing import Phrasing

CHANGES = (
    Phrasing(
        "change-both-ways",
        "{y}年{fund}为[n]，较上年[o]，<d:增加/减少>[d]，<p:增长/下降>[p:%]。",
        "change d n o; growth p n o",
    ),
    Phrasing(
        "change-than-year",
        "{y}年，{org}机关运行经费支出[n]，比{ly}年<d:增加/减少>[d]，<p:增长/下降>[p:%]。主要原因是贯彻落实"
        "过紧日子要求。",
        "change d n o; growth p n o; base p d n",
    ),
    Phrasing(
        "change-year-to-year",
        "{fund}{ly}年为[o]，{y}年为[n]，同比<d:增加/减少>[d]。",
        "change d n o",
    ),
    Phrasing(
        "change-from-to",
        "{fund}由上年的[o]<~d:增加/减少>到[n]，<p:增幅/降幅>[p:%]。",
        "change d n o; growth p n o",
    ),
    Phrasing(
        "change-standard",
        "{y}年个人缴费标准由[o:元]<~d:提高/下调>到[n:元]，<d:提高/下调>[d:元]。",
        "change d n o",
        about="insured",
    ),
    Phrasing(
        "change-rate-points",
        "{fund}执行率为[n:%]，上年为[o:%]，<d:提高/下降>[d:个百分点]。",
        "change d n o",
    ),
    Phrasing(
        "change-rate-points-from",
        "群众满意度由{ly}年的[o:%]<~d:提升/降低>至{y}年的[n:%]，<d:上升/回落>[d:个百分点]。",
        "change d n o",
        about="satisfaction",
    ),
    Phrasing(
        "change-less-same-base",
        "{fund}比上年的[o]<d:多支出/少支出>[d]，<p:增长/下降>[p:%]。",
        "change d n o; ratio p d o",
    ),
    Phrasing(
        "change-budget-adjusted",
        "{fund}年初预算[o]，调整后预算[n]，<d:调增/调减>[d]，调整幅度为[p:%]。",
        "change d n o; size p d o",
    ),
    Phrasing(
        "change-increase-of",
        "{fund}支出[n]，同比<d:增支/减支>[d]，<p:增幅/降幅>为[p:%]。",
        "change d n o; growth p n o; base p d n",
    ),
    Phrasing(
        "change-institutions",
        "定点零售药店由年初的[o:家]<~d:增加/减少>为[n:家]，全年<d:新增/核减>[d:家]。",
        "change d n o",
        about="inspections",
    ),
    Phrasing(
        "change-average-cost",
        "住院次均费用[n:元]，比上年[o:元]<p:上涨/下降>[p:%]。",
        "change d n o; growth p n o",
    ),
    Phrasing(
        "change-two-sentences",
        "{ly}年{fund}支出[o]。{y}年支出[n]，<d:增加/减少>了[d]，<p:增长/下降>了[p:%]。",
        "change d n o; growth p n o",
    ),
    Phrasing(
        "change-held-down",
        "与{ly}年度决算数[o]相比，{y}年{fund}决算数[n]<d:增加/减少>[d]。",
        "change d n o",
    ),
    Phrasing(
        "change-households",
        "纳入监测对象[n:户]，比年初[o:户]<d:增加/减少>[d:户]，<p:增长/下降>[p:%]。",
        "change d n o; growth p n o",
    ),
    Phrasing(
        "change-copies",
        "发放宣传资料[n:份]，是在上年[o:份]基础上<d:增加/减少>[d:份]。",
        "change d n o",
        about="leaflets",
    ),
    Phrasing(
        "change-yi",
        "全年{place}医保基金支出[n:亿元]，同比<d:增加/减少>[d:亿元]，<p:增长/下降>[p:%]。",
        "change d n o; growth p n o; base p d n",
        about="all-funds",
    ),
    Phrasing(
        "change-carried",
        "年末结转结余[n]，年初为[o]，结转结余<p:增长/下降>[p:%]。",
        "change d n o; growth p n o",
    ),
)
