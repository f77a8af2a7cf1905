"""What is not said is not guessed: nothing in these texts is called wrong."""

import pytest

from core.verification.prose import read_prose

SILENT = [
    "本年收入100万元。较上年支出50万元，增加30万元。",
    "本年收入100万元。较上年支出80万元，增长99%。",
    "全年支出88万元，较上年减少约20万元，下降4.11%。",
    "本年支出10万元，较上年增加20万元，增长15%。",
    "新增支出50万元，占0%。",
    "培训100人，每人每天补助50元，支出2万元。",
    "为20名协管员发放补助，每人每月1800元，支出5万元。",
    "标准为每人30元，支出60元，执行率51%。",
    "全年预算约100万元，支出80万元，执行率99%。",
    "预算0万元，下达0万元，支出0万元，执行率0%。",
    "全区参保105806人，其中占比14.12%。",
    "支出5万元，占全年的50%。",
    "共有职工10人，其中退休约3人、在职5人。",
    "医疗救助3553人，其中资助参保1421人，住院2021人次，门诊99人次。",
    "差旅费21.79万元，公用经费21.79元。",
    "全区参保49279人，其中医疗救助资助1568人，残联资助1508人。",
    "网采药品492种，采购金额1006.02万元，其中带量采购274种，采购金额434.53万元。",
    "该项资金总计165.08万元，全额按时上解，发放扩面补助资金14.94万元，执行率100%。",
    "下达资金325.98万元，其中中央218.53万元、省级48.4万元，全部资金到位率100%。",
    "发生费用775万元，报销564万元，政策范围内报销比达76.31%。",
    "今年新增3家医疗机构实行DIP支付，执行DIP付费方式的达到14家，占比93.33%。",
    "个人缴费标准较上年提高30元，为380元。",
    "共检查98家，责令整改65家，通报批评24家，暂停协议2家，共约谈94家。",
    "救助金额1098.93万元（包含重特大疾病救助345.25万元）；门诊救助金额181.68万元；个人缴费部分共计359.66万元。",
    "起付线降低50%，报销比例提高5%。",
    "按当年下达资金计算，支出80万元，下达90万元，结转20万元，执行率为72%。",
    "知晓度超过97%，满意度超过99%，抽查100人，满意95人。",
    "2021年12月底前完成3-5个项目，投资约300万元，执行率95%左右。",
    "上年结转10万元，本年支出50万元，增加20万元。",
    "2021年收入100万元，2022年支出80万元，减少5万元。",
    "召开会议5次、开展宣传10次，共发现问题8次。",
    "组织培训3次，开展检查5次，累计整改问题12次。",
    "救助低保对象300人，特困人员50人，共救助420人。",
    "在职人员20人、退休人员10人，全年共接待来访300人。",
    "共检查20家、约谈5家，共检查定点机构30家。",
    "发放补助10万元，其中困难学生20人，每人200元。",
    "投入20万元，全镇5000人，人均增收300元。",
    "惠及人员，人均300元。",
    "支出10万元，惠及约200人，人均600元。",
    "支出10万元。惠及200人，人均600元。",
    "全年支出100万元，较上年减少10万元，人均支出增长5%。",
    "由100家增加到120家，全年新增30家，注销10家。",
    "印刷费5万元，差旅费10万元，占20%。",
    "年度计划100个，完成50个，完成总任务的25%。",
    "全年预算数100万元，其中年初预算80万元，追加20万元，支出90万元。",
    "年初预算80万元，追加20万元，追减5万元，全年预算95万元。",
    "年初预算80万元，调整后预算95万元，调增20万元，调减5万元。",
    "采购设备10台，单价5000元，耗材3万元，合计8万元。",
    "按每亩100元标准，补助500亩，中央补助3万元、省级2万元。",
    "参保10000人，补助标准每人320元，其中中央补助192万元。",
    "满意度98%，上年为95%，提高3个百分点，投诉率1%，下降2个百分点。",
    "2021年支出100万元，2022年支出120万元，2023年支出150万元，三年增加50万元。",
    "2020年为100万元，2021年为120万元，较2019年增加30万元。",
    "2020年为100万元，2021年为120万元。有关投入增加30万元。",
    "应到会50人，实到48人，到会率96%。",
    "起付线降低50%、报销比例提高5%。用药时长由30天延长至90天。",
    "按当年下达资金90万元计算，支出80万元，执行率88.89%；加上上年结余20万元，可用资金110万元。",
    "项目占全年预算的50%，即200万元中的30人。",
    "占预算的50%，占支出的20%，即200万元。",
    "1、2月分别完成3、4个项目。",
    "年末结余20万元，提高5个百分点，由3人增加到5人。",
    "预算=100万元，支出率=50%。",
    "预算0万元，执行率=5万元÷0万元=50%。",
    "全区定点36家，全区医疗机构总数为107家，占全部机构的33.64%。",
    "支出98万元，较上年10人，减少2万元，下降2%。",
    "下达100万元，惠及3人。支出60万元，使用率75%。",
    "其中：设备3万元，培训1万元，宣传1万元，其他2万元。",
    "甲支出733.68万元，占总额的92.64%；乙支出620.3万元，占总额的78.32%。",
    "甲村支出5万元，占10%，乙村支出6万元，占12%。",
    "发放问卷648份，收回有效问卷624份，满意453份，基本满意159份，不满意12份。",
]


@pytest.mark.parametrize("text", SILENT)
def test_nothing_is_called_wrong(text):
    assert not [told.working for told in read_prose(text) if told.holds in ("no", "rounding")]


def only(text, kind):
    (told,) = [told for told in read_prose(text) if told.kind == kind]
    return told


@pytest.mark.parametrize(
    "text",
    [
        "发放问卷648份，其中收回624份，未收回42份。",
        "收回问卷624份，满意453份，基本满意195份，不满意12份。",
        "收回问卷648份，其中有效问卷624份，无效问卷42份。",
    ],
)
def test_what_divides_the_questionnaires_is_read(text):
    assert [told.kind for told in read_prose(text) if told.holds == "no"] == ["sum"]


def test_months_beside_a_monthly_price_are_a_factor():
    told = only("为20名协管员发放补助，每人每月1800元，共12个月，支出43.2万元。", "product")

    assert (told.holds, told.working) == ("yes", "20 × 1800 × 12 = 43.2万元")


def test_two_shares_of_one_part_are_both_of_it():
    text = "全年支出500万元，项目支出100万元，占预算200万元的50%，占全年支出的20%。"

    assert [told.holds for told in read_prose(text) if told.kind == "share"] == ["yes", "yes"]


def test_what_stands_in_brackets_is_not_the_part():
    told = only("医保报销564万元（其中基本医保408万元），占总费用775万元的72.77%。", "share")

    assert [figure.text for figure in told.operands] == ["564万元", "775万元"]


def test_sum_of_what_stands_in_brackets_is_seen():
    assert only("补助（甲镇100万元，乙镇200万元）合计300万元。", "sum").holds == "yes"


def test_share_that_needs_another_measure_tells_the_measure_alone():
    (told,) = read_prose("基本支出275.22万元，其中公用经费21.79元，占7.92%。")[:1]

    assert (told.kind, told.claimed.text, told.working) == ("unit", "21.79元", "21.79万元")


def test_share_that_no_measure_mends_is_wrong_itself():
    told = read_prose("基本支出275.22万元，其中公用经费21.79元，占9%。")

    assert [(one.kind, one.holds) for one in told] == [("share", "no")]


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("支出合计100.00万元，其中基本支出33.33万元，项目支出66.66万元。", "rounding"),
        ("支出合计100.00万元，其中基本支出33.33万元，项目支出66.60万元。", "no"),
        ("共有在编人员45人，其中行政编制20人、事业编制24人。", "no"),
        ("全年预算300万元，支出200万元，执行率66.66%。", "rounding"),
        ("全年预算300万元，支出200万元，执行率66.67%。", "yes"),
        ("全年预算300万元，支出200万元，执行率67.67%。", "no"),
    ],
)
def test_rounding_is_told_apart_from_wrong(text, holds):
    assert [told.holds for told in read_prose(text)] == [holds]


def test_spans_are_in_the_order_of_the_text():
    text = "预算300万元，支出200万元，执行率66.67%。"

    (told,) = read_prose(text)

    assert [text[start:end] for start, end in told.spans] == ["300万元", "200万元", "66.67%"]


def test_nobody_has_no_average():
    assert only("支出10万元，惠及0人，人均600元。", "product").working == "0 × 600 = 0万元"


def test_rate_of_nothing_holds():
    assert only("预算100万元，支出0万元，执行率0%。", "rate").holds == "yes"


def test_change_in_the_other_direction_tells_the_direction():
    told = only("上年为80万元，今年支出100万元，减少20万元。", "change")

    assert (told.holds, told.working) == ("no", "80 → 100 = 增加20万元")


def test_percentage_in_the_other_direction_than_its_difference_tells_the_direction():
    told = only("差旅费支出15万元，同比减少5万元，增长25%。", "change")

    assert (told.holds, told.working) == ("no", "5 ÷ (15 + 5) = 减少25.00%")


def test_share_without_a_name_is_of_the_whole_before_it():
    text = "中央资金60万元，占到位资金100万元的60%；地方资金30万元，占40%。"

    assert [told.working for told in read_prose(text) if told.holds == "no"] == ["30 ÷ 100 = 30.00%"]


def test_a_change_is_of_its_own_sentence():
    text = "缴费标准由600元下调到500元，下调120元。药店由70家减少为40家，减少30家。"

    assert [told.working for told in read_prose(text) if told.holds == "no"] == ["600 - 500 = 100元"]


def test_a_list_that_leaves_nothing_out_is_a_sum_among_other_sentences():
    text = "共投入100万元，50万元用于设备，30万元用于培训，剩余25万元用于宣传。得9分。惠及3人。"

    assert [told.working for told in read_prose(text) if told.holds == "no"] == ["50 + 30 + 25 = 105万元"]
