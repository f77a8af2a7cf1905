"""The forms that ship with the product, and what is said about a broken file."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.filing.canonical import form_to_json
from core.scoring.parameters import GradeCap
from indicators import catalogue
from indicators.checks import deviations
from indicators.models import FormTemplate
from indicators.refusals import FormRefused
from indicators.rows import definition

NATIONAL = catalogue.FOLDER / "national-project-2020.toml"
YUANCHENG = catalogue.FOLDER / "yuancheng-project-2021.toml"


@pytest.fixture
def broken(tmp_path):
    """Write the national form with one text replaced."""

    def write(old: str, new: str):
        text = NATIONAL.read_text(encoding="utf-8")
        assert old in text
        path = tmp_path / "broken.toml"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return path

    return write


def points(form):
    return {
        group.name: (group.points, *(child.points for child in group.children))
        for group in form.indicators.groups
    }


def test_the_forms_of_the_law_and_of_the_first_place_ship_with_the_product():
    assert {NATIONAL, YUANCHENG} <= set(catalogue.available())


@pytest.mark.parametrize("path", catalogue.available(), ids=lambda path: path.stem)
def test_every_form_names_its_sources(path):
    text = path.read_text(encoding="utf-8")

    assert "# 出处：" in text
    assert text.index("# 出处：") < text.index("schema_version")


@pytest.mark.django_db
@pytest.mark.parametrize("path", catalogue.available(), ids=lambda path: path.stem)
def test_rows_compile_to_what_the_file_says(path):
    template = catalogue.load(path)

    assert form_to_json(definition(template)) == form_to_json(catalogue.read(path))


@pytest.mark.parametrize("path", catalogue.available(), ids=lambda path: path.stem)
def test_what_does_not_fit_is_accepted_with_its_reason(path):
    form = catalogue.read(path)

    assert {found.id for found in deviations(form)} == set(form.accepted_deviations)


def test_the_national_form_has_10_50_30_10():
    form = catalogue.read(NATIONAL)

    assert form.funds.execution_points == 10
    assert [group.points for group in form.indicators.groups] == [50, 30, 10]


def test_yuancheng_prints_the_points_of_the_second_level():
    assert points(catalogue.read(YUANCHENG)) == {
        "产出指标": (50, 17, 16, 17),
        "效益指标": (30, 16, 14),
        "满意度指标": (10, 10),
    }


def test_yuancheng_holds_the_grade_at_good_below_ninety_percent():
    (cap,) = catalogue.read(YUANCHENG).grading.caps

    assert cap == GradeCap(execution_rate_below=Decimal("0.9"), highest="良", reason=cap.reason)


def test_yuancheng_asks_a_report_of_six_parts():
    sections = catalogue.read(YUANCHENG).report.sections

    assert [section.level for section in sections].count(1) == 6


def test_yuancheng_names_its_sources_of_money():
    assert [row.label for row in catalogue.read(YUANCHENG).funds.rows] == [
        "年度资金总额",
        "其中:当年财政拨款",
        "上级追加",
        "上年结余结转资金",
        "其他资金",
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('code = "national-project"', "", "code：缺少此项，请补上。"),
        ('scope = "project"', 'scope = "projekt"', "scope：只能填project、department、transfer，请改正。"),
        ("points = 50", "points = -1", "indicators.groups[1].points：不能小于0，请改正。"),
        ("points = 50", 'points = "viel"', "indicators.groups[1].points：应为数字，请改正。"),
        ("year = 2020", 'year = "bald"', "year：应为整数，请改正。"),
        ('key = "filer"', 'key = "填报人"', "header[1].key：代码只能由小写字母、数字"),
        ('key = "filer"', "key = 5", "header[1].key：应为文字，请加引号。"),
        ('role = "total"', 'role = "total"\ncolor = "red"', "funds.rows[1].color：不认识此项"),
        ('kind = "execution_share"', 'kind = "dice"', "没有“dice”这种评分规则，请改为at_least、at_most、"),
        ('kind = "execution_share"', "", "评分规则缺少kind"),
        ("minimum = 60", "minimum = 95", "等级必须从高到低排列"),
        ("minimum = 60", "minimum = nan", "grading.bands[3].minimum：应为数字，请改正。"),
        ('key = "phone"', 'key = "filer"', "填表信息的代码「filer」重复"),
        ("[grading]", "[other]", "other：不认识此项"),
        ("scope =", "scope ==", "不合TOML格式"),
        ('name = "优"', 'name = ""', "不能为空，请填写。"),
    ],
)
def test_a_broken_file_is_refused_with_the_key_and_what_to_do(broken, old, new, said):
    with pytest.raises(FormRefused) as refusal:
        catalogue.read(broken(old, new))

    assert said in str(refusal.value)


def test_every_mistake_is_said_at_once(broken):
    with pytest.raises(FormRefused) as refusal:
        catalogue.read(broken("year = 2020\nversion = 1", 'year = "a"\nversion = "b"'))

    assert len(refusal.value.reasons) == 2


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(FormRefused, match="不能打开，请核对路径"):
        catalogue.read(tmp_path / "none.toml")


def test_a_file_in_another_encoding_is_refused(tmp_path):
    path = tmp_path / "gbk.toml"
    path.write_bytes('name = "表样"'.encode("gbk"))

    with pytest.raises(FormRefused, match="不是UTF-8编码"):
        catalogue.read(path)


def test_a_huge_file_is_refused(tmp_path):
    path = tmp_path / "huge.toml"
    path.write_bytes(b"#" * (catalogue.LARGEST + 1))

    with pytest.raises(FormRefused, match="超过1 MB"):
        catalogue.read(path)


@pytest.mark.django_db
def test_a_form_is_loaded_once():
    catalogue.load(NATIONAL)

    with pytest.raises(FormRefused, match="第1版已存在"):
        catalogue.load(NATIONAL)


@pytest.mark.django_db
def test_a_broken_file_leaves_nothing_behind(broken):
    with pytest.raises(FormRefused):
        catalogue.load(broken("year = 2020", 'year = "bald"'))

    assert not FormTemplate.objects.exists()
