"""The phrasings that were set aside. WHOEVER BUILDS THE READER MUST NOT READ THIS FILE.

It measures how the reader does on wordings that its builder has not seen; once read, it measures nothing.
"""

from __future__ import annotations

from tests.prose.phrasing import Phrasing

HELD_OUT = (
    Phrasing(
        "sum-paid-two-ways",
        "{y}年{fund}支出共[T]，其中上划市级结算专用户资金[a]，线下请拨资金[b]。",
        "sum T a b",
        about="offline",
    ),
    Phrasing(
        "sum-registered",
        "跨省异地就医备案人数总计[T:人]（其中城镇职工[a:人]，城乡居民[b:人]，离休[c:人]）。",
        "sum T a b c",
        about="aid",
    ),
    Phrasing(
        "sum-staff",
        "截至{y}年12月31日，年末实有人数[T:人]，其中公务员[a:人]，参照公务员法管理[b:人]，使用人才交流中心"
        "事业编制[c:人]，临聘人员[d:人]。",
        "sum T a b c d",
        about="staff",
    ),
    Phrasing(
        "sum-surveyed",
        "5月底全面完成辖区机关事业单位职工[T:人]的补充基数摸底工作，其中在职人员[a:人]，退休人员[b:人]。",
        "sum T a b",
        about="staff",
    ),
    Phrasing(
        "sum-total-last",
        "我局在编人员[a:名]；民生项目在职人员[b:名]；公益岗在职人员[c:名]，合计在职职工[T:名]。",
        "sum T a b c",
        about="staff",
    ),
    Phrasing(
        "sum-made-of",
        "{fund}由人员经费[a]和公用经费[b]两部分构成，总额为[T]。",
        "sum T a b",
    ),
    Phrasing(
        "sum-available",
        "{fund}上年结转结余[a]，本年到位[b]，可用资金合计[T]；全年支出[c]，年末结余[e]。",
        "sum T a b; sum T c e",
    ),
    Phrasing(
        "sum-yi",
        "当年{place}医保基金收入[T:亿元]，其中统筹基金收入[a:亿元]、个人账户收入[b:亿元]。",
        "sum T a b",
        about="all-funds",
    ),
    Phrasing(
        "sum-yi-of-wan",
        "全年医保基金支出[T:亿元]，其中：城乡居民医保[a:万元]，城镇职工医保[b:万元]。",
        "sum T a b",
        about="all-funds",
    ),
    Phrasing(
        "sum-three-public",
        "“三公”经费财政拨款支出决算为[T:万元]，其中：因公出国（境）费支出决算[a:万元]，公务用车购置及运行"
        "维护费支出决算[b:万元]，公务接待费支出决算[c:万元]。",
        "sum T a b c",
    ),
    Phrasing(
        "sum-nested",
        "{y}年下达{place}{fund}共[T:万元]；其中中央下达[a:万元]（一般公共预算[c:万元]，彩票公益金[d:万元]）"
        "、省级下达[b:万元]；全部资金按时到位。",
        "sum a c d; sum T a b",
    ),
    Phrasing(
        "sum-households",
        "全年共救助困难家庭[T:户]，一类[a:户]、二类[b:户]、三类[c:户]，做到应救尽救。",
        "sum T a b c",
    ),
    Phrasing(
        "sum-copies",
        "年度共制作宣传品[T:份]：宣传折页[a:份]，宣传海报[b:份]，环保袋等实物[c:份]。",
        "sum T a b c",
        about="leaflets",
    ),
    Phrasing(
        "share-satisfied",
        "本次共收回有效问卷[T:份]，其中评价为“满意”的[a:份]，占[p:%]。",
        "ratio p a T",
        about="satisfaction",
    ),
    Phrasing(
        "share-bulk-buying",
        "公立医疗机构网采药品金额[T]，其中带量采购金额[a]，占网采金额的[p:%]。",
        "ratio p a T",
    ),
    Phrasing(
        "share-women",
        "现有职工[T:人]，其中女职工[a:人]，占职工总数的[p:%]。",
        "ratio p a T",
        about="staff",
    ),
    Phrasing(
        "share-small-firms",
        "政府采购支出总额[T:万元]，授予中小企业合同金额[a:万元]，占政府采购支出总额的[p:%]，其中：授予小微"
        "企业合同金额[b:万元]，占政府采购支出总额的[q:%]。",
        "ratio p a T; less b a; ratio q b T",
        about="procurement",
    ),
    Phrasing(
        "share-old-people",
        "辖区常住人口[T:人]，60周岁以上老年人[a:人]，占比达[p:%]，养老服务需求持续增长。",
        "ratio p a T",
    ),
    Phrasing(
        "share-weight-in",
        "{fund}安排[a]，在全部项目资金[T]中占[p:%]。",
        "ratio p a T",
    ),
    Phrasing(
        "share-cross-sentence",
        "{y}年{fund}支出总计[T]。从支出方向看，直接用于群众的部分为[a]，占支出总计的[p:%]。",
        "ratio p a T",
    ),
    Phrasing(
        "share-inspected",
        "全区定点医药机构[T:家]，全年现场检查[a:家]，检查数占机构总数的[p:%]。",
        "ratio p a T",
        about="inspections",
    ),
    Phrasing(
        "share-in-brackets",
        "{y}年{fund}总支出[T]，其中工程款[a]（占[p:%]）、设备款[b]（占[q:%]）。",
        "sum T a b; ratio p a T; ratio q b T",
    ),
    Phrasing(
        "change-settlement",
        "{y}年度{fund}收、支总计[n]。与{ly}年相比，收、支总计各<d:增加/减少>[d]，<p:增长/下降>[p:%]。",
        "change d n o; growth p n o; base p d n",
    ),
    Phrasing(
        "change-insured",
        "全区职工参保[n:人]，上年为[o:人]，净<d:增/减>[d:人]。",
        "change d n o",
        about="insured",
    ),
    Phrasing(
        "change-insured-percent",
        "{y}年城乡居民参保[n:人]，较{ly}年的[o:人]同比<p:增长/下降>[p:%]。",
        "change d n o; growth p n o",
        about="insured",
    ),
    Phrasing(
        "change-visits",
        "全年门诊就诊[n:人次]，较上年同期[o:人次]<d:增加/减少>[d:人次]，<p:上升/下降>[p:%]。",
        "change d n o; growth p n o",
        about="clinic",
    ),
    Phrasing(
        "change-last-in-brackets",
        "{y}年{fund}[n]（上年[o]），<d:增加/减少>[d]。",
        "change d n o",
    ),
    Phrasing(
        "change-main-reason",
        "{fund}较去年<d:增加/减少>[d]，<p:增长/下降>[p:%]，去年同期为[o]，主要原因是项目周期变化。",
        "change d n o; ratio p d o",
    ),
    Phrasing(
        "change-sessions",
        "开展业务培训[n:场]，较去年的[o:场]<d:多/少>[d:场]。",
        "change d n o",
        about="training",
    ),
    Phrasing(
        "change-result-after",
        "{ly}年{fund}[o]，本年<d:增加/减少>[d]后为[n]。",
        "change d n o",
    ),
    Phrasing(
        "change-against-budget",
        "{fund}预算[o]，决算[n]，决算数较预算数<d:增加/减少>[d]，<p:增长/下降>[p:%]。",
        "change d n o; growth p n o",
    ),
    Phrasing(
        "rate-received",
        "{fund}应到位资金[T]，实际到位[a]，资金到位率[p:%]。",
        "ratio p a T",
    ),
    Phrasing(
        "rate-formula-fraction",
        "{fund}执行率（B/A）：[a]/[T]=[p:%]，达到预期目标。",
        "ratio p a T",
    ),
    Phrasing(
        "rate-as-of",
        "截至{y}年底，{fund}累计拨付[a]，占下达资金[T]的比例即拨付进度为[p:%]。",
        "ratio p a T",
    ),
    Phrasing(
        "rate-project-done",
        "列入计划的[T:个]项目中，已竣工验收[a:个]，竣工率[p:%]。",
        "ratio p a T",
        about="projects",
    ),
    Phrasing(
        "rate-vaccinated",
        "辖区适龄儿童[T:人]，完成免疫规划接种[a:人]，接种率[p:%]。",
        "ratio p a T",
    ),
    Phrasing(
        "rate-left-over",
        "{fund}预算[T]，年末结余[a]，资金结余率[p:%]。",
        "leftover p a T",
    ),
    Phrasing(
        "rate-visited",
        "应随访高血压患者[T:人]，规范管理[a:人]，规范管理率[p:%]。",
        "ratio p a T",
    ),
    Phrasing(
        "rate-to-date-semicolon",
        "{fund}下达[T]，支出[a]；执行率[p:%]。",
        "ratio p a T",
    ),
    Phrasing(
        "product-times-sign",
        "{fund}测算依据：[n:人]×[s:元]/人=[T:万元]。",
        "product T n s",
    ),
    Phrasing(
        "product-area",
        "集中供暖面积[n:平方米]，单价[s:元]/平方米，取暖费支出[T:元]。",
        "product T n s",
    ),
    Phrasing(
        "product-average-visit",
        "住院补偿[n:人次]，统筹支出[T:万元]，次均补偿[s:元]。",
        "average s T n",
        about="aid",
    ),
    Phrasing(
        "product-per-household",
        "对[n:户]农户实施改厕补助，户均补助[s:元]，兑付资金[T:万元]。",
        "product T n s",
    ),
    Phrasing(
        "product-copies",
        "印制宣传手册[n:份]，每份成本[s:元]，印刷费用合计[T:元]。",
        "product T n s",
        about="leaflets",
    ),
    Phrasing(
        "product-subsidy-full",
        "对特困供养等[n:人]给予全额资助，人均[s:元]，资助金额达[T:万元]。",
        "product T n s",
    ),
    Phrasing(
        "product-training",
        "举办培训[n:人次]，人均培训费[s:元]，培训费支出[T:万元]。",
        "product T n s",
        about="training",
    ),
    Phrasing(
        "product-students",
        "营养改善计划受益学生[n:名]，生均标准[s:元]，下达专项资金[T:万元]。",
        "product T n s",
        about="pupils",
    ),
    Phrasing(
        "product-sessions",
        "组织送戏下乡[n:场]，每场补助[s:元]，支付演出补助[T:万元]。",
        "product T n s",
    ),
    Phrasing(
        "product-average-household",
        "临时救助[n:户]，支出救助金[T:万元]，户均救助水平[s:元]。",
        "average s T n",
    ),
)
