"""占…的 p% and the other ways to say what part of a whole something is, after real filings."""

from __future__ import annotations

from tests.prose.phrasing import Phrasing

SHARES = (
    Phrasing(
        "share-both-parts",
        "{fund}为[T]，其中人员经费[a]，占比[p:%]；公用经费[b]，占比[q:%]。",
        "sum T a b; ratio p a T; ratio q b T",
    ),
    Phrasing(
        "share-of-total",
        "{y}年{fund}支出为[a]，占总支出[T]的[p:%]。",
        "ratio p a T",
    ),
    Phrasing(
        "share-of-year",
        "{y}年一般公共预算财政拨款支出[a]，占本年支出合计（[T]）的[p:%]，资金保障有力。",
        "ratio p a T",
        about="year",
    ),
    Phrasing(
        "share-by-nature",
        "全年实际支出[T]。按支出性质分类来看，人员经费[a]，占[p:%]；其余为商品和服务支出。",
        "ratio p a T",
        about="year",
    ),
    Phrasing(
        "share-paying-way",
        "今年我区执行DIP付费方式医疗机构达到[a:家]，全区符合条件的医疗机构共[T:家]，DIP付费医疗机构占比"
        "[p:%]。",
        "ratio p a T",
        about="dip",
    ),
    Phrasing(
        "share-structure",
        "支出结构为：教育支出[a]，占[p:%]；社会保障和就业支出[b]，占[q:%]；住房保障支出[c]，占[r:%]，合计"
        "[T]。",
        "sum T a b c; ratio p a T; ratio q b T; ratio r c T",
        about="year",
    ),
    Phrasing(
        "share-of-which-item",
        "{fund}总额[T]，用于基层的[a]，所占比例为[p:%]。",
        "ratio p a T",
    ),
    Phrasing(
        "share-percent-first",
        "{fund}占全年预算的[p:%]，即[T]中的[a]。",
        "ratio p a T",
    ),
    Phrasing(
        "share-low-income",
        "全年住院救助[T:人次]，其中低保对象[a:人次]，占救助总人次的[p:%]；特困人员[b:人次]，占[q:%]。",
        "ratio p a T; ratio q b T",
        about="aid",
    ),
    Phrasing(
        "share-central",
        "{fund}全年到位[T]，中央资金[a]，占资金总量的[p:%]；地方资金[b]，占[q:%]。",
        "sum T a b; ratio p a T; ratio q b T",
    ),
    Phrasing(
        "share-outside",
        "{fund}中，区外就医费用[a]，约占总费用[T]的[p:%]。",
        "ratio p a T",
    ),
    Phrasing(
        "share-proportion",
        "{fund}共[T]，财政拨款与自筹资金分别为[a]和[b]，分别占[p:%]和[q:%]。",
        "sum T a b; ratio p a T; ratio q b T",
    ),
    Phrasing(
        "share-projects",
        "本年度安排项目[T:个]，民生类项目[a:个]，占项目总数[p:%]。",
        "ratio p a T",
        about="projects",
    ),
    Phrasing(
        "share-of-households",
        "全镇[T:户]农户中，[a:户]参加了本项目，占[p:%]。",
        "ratio p a T",
    ),
    Phrasing(
        "share-of-yi",
        "全市医保基金支出[T:亿元]，其中{place}参保人员支出[a:亿元]，占比[p:%]。",
        "ratio p a T",
        about="all-funds",
    ),
    Phrasing(
        "share-rest",
        "{fund}全年支出[T]，已通过集中支付[a]，占支出额的[p:%]，其余为授权支付。",
        "ratio p a T",
    ),
    Phrasing(
        "share-times",
        "窗口全年受理事项[T:件]，其中线上办理[a:件]，网办占比为[p:%]。",
        "ratio p a T",
        about="desk",
    ),
)
