"""`manage.py verify FILE`: what it prints, and how it ends."""

from __future__ import annotations

import json
from io import StringIO

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError

from core.foreign import sheets
from core.paper.report import report
from core.paper.table import table
from core.verification import verify as verify_filing
from documents.table_xlsx import table_xlsx
from evaluations.foreign import queries
from evaluations.foreign.management.commands import verify
from foundation.intake import archives, gate, plain
from tests.documents.sheets import IMPRINT
from tests.factories import make_form_version
from tests.foreign.files import RIGHT, WRONG, written
from tests.foundation.intake import foreign
from tests.golden.yuancheng import GOLDEN, yuancheng

pytestmark = pytest.mark.django_db
CASE = GOLDEN / "yuancheng-2021-medical-aid.json"


def ended(*arguments: object) -> tuple[int, str]:
    """How the command ended, and what it printed."""
    out = StringIO()
    try:
        call_command("verify", *map(str, arguments), stdout=out)
    except SystemExit as end:
        return int(str(end.code)), out.getvalue()
    except CommandError as problem:
        return problem.returncode, str(problem)
    return 0, out.getvalue()


def test_a_text_that_comes_out_ends_with_0(tmp_path):
    assert ended(written(tmp_path / "a.txt", RIGHT)) == (0, "没有发现问题。\n")


def test_a_text_that_does_not_ends_with_1(tmp_path):
    code, printed = ended(written(tmp_path / "a.txt", f"一、概况\n{WRONG}"))

    assert code == 1
    assert printed.startswith("需说明项 C32 ［一、概况］")
    assert printed.endswith("共1处。\n")


def test_a_table_is_read_on_the_form_that_fits_and_what_is_left_out_is_told(tmp_path):
    told = {**json.loads(CASE.read_text(encoding="utf-8")), "remark": "无"}
    code, printed = ended(written(tmp_path / "a.json", json.dumps(told)))

    assert code == 1
    assert printed.startswith("表样：源城区项目支出绩效自评表（yuancheng-project）\n必改项 C12 ")
    assert "未校验：“remark”：表样没有这一栏，没有校验。\n" in printed


def test_as_json_every_finding_has_its_place():
    code, printed = ended(CASE, "--json")

    told = json.loads(printed)
    assert code == 1
    assert told["form"]["code"] == "yuancheng-project"
    assert told["not_checked"] == []
    assert {"check", "severity", "place", "found", "expected", "message", "quote"} == set(told["findings"][0])
    assert ["indicators/r1/note"] in [one["place"]["cells"] for one in told["findings"]]


def test_as_json_a_text_has_its_section_and_its_signs(tmp_path):
    text = f"一、概况\n{WRONG}"
    _, printed = ended(written(tmp_path / "a.txt", text), "--json")

    told = json.loads(printed)
    place = told["findings"][0]["place"]
    assert told["form"] is None
    assert place["section"] == "一、概况"
    assert [text[start:end] for start, end in place["spans"]] == ["2051.3万元", "1789.3万元", "87.27%"]


def test_the_form_may_be_named():
    _, printed = ended(CASE, "--json", "--form", "national-project")

    assert json.loads(printed)["form"]["code"] == "national-project"


def test_a_released_form_goes_before_that_of_the_catalogue():
    (shipped,) = [form for form in queries.shipped() if form.code == "yuancheng-project"]
    make_form_version(shipped.model_copy(update={"name": "本地的表样"}))

    assert "表样：本地的表样（yuancheng-project）" in ended(CASE)[1]


def test_without_a_database_the_catalogue_is_there(monkeypatch):
    def fail() -> None:
        raise DatabaseError("no such table")

    monkeypatch.setattr(queries, "_released", fail)

    assert ended(CASE, "--json")[0] == 1


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.txt", b"", gate.EMPTY),
        ("a.txt", b"a\x00b", plain.NOT_TEXT),
        ("a.json", b"%PDF-1.7", "内容却是PDF文件"),
        ("a.json", b"{", "不合JSON格式"),
        ("a.json", b"{}", "请选择表样后再校验"),
        ("a.txt", b"<!doctype html>", gate.TWO_FACES),
        ("a.docx", b"PK", "请复制其中的文字粘贴"),
        ("a.xlsm", b"PK", "另存为xlsx"),
        ("a.html", b"<html>", "请另存为txt"),
        ("a", b"a", gate.NO_EXTENSION[:10]),
    ],
)
def test_what_cannot_be_read_ends_with_2_and_says_why(tmp_path, name, content, sentence):
    (path := tmp_path / name).write_bytes(content)

    code, said = ended(path)

    assert code == 2
    assert sentence in said


def printed(path):
    form, snapshot = yuancheng()
    path.write_bytes(table_xlsx(table(form, snapshot), report(form, snapshot), IMPRINT))
    return path


def test_a_workbook_that_we_printed_is_read_back(tmp_path):
    form, snapshot = yuancheng()
    _, said = ended(printed(tmp_path / "表.xlsx"), "--json")

    found = [one["place"]["cells"] for one in json.loads(said)["findings"]]
    assert found == [[str(ref) for ref in one.places] for one in verify_filing(form, snapshot)]


def test_a_workbook_on_a_form_that_it_was_not_printed_on_is_refused(tmp_path):
    code, said = ended(printed(tmp_path / "表.xlsx"), "--form", "national-project")

    assert (code, said) == (2, sheets.OTHER_LAYOUT.format(name=sheets.TABLE))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (foreign.package(foreign.XLSX, more={"xl/a.bin": bytes(101 << 20)}), archives.BOMB),
        (foreign.package(foreign.XLSX, more={"xl/vbaProject.bin": b"x"}), archives.WITH_MACROS),
        (foreign.package(foreign.XLSX, more={"xl/a.xml": b"<!DOCTYPE a><a/>"}), archives.WITH_ENTITIES),
    ],
    ids=["bomb", "macro", "doctype"],
)
def test_a_hostile_workbook_is_refused(tmp_path, content, sentence):
    (path := tmp_path / "a.xlsx").write_bytes(content)

    assert ended(path) == (2, sentence)


def test_a_workbook_of_somebody_else_is_refused(tmp_path):
    book = openpyxl.Workbook()
    book.active["A1"] = "项目名称"
    book.save(tmp_path / "a.xlsx")

    assert ended(tmp_path / "a.xlsx") == (2, sheets.NO_SHEET)


def test_a_file_that_is_not_there_ends_with_2(tmp_path):
    assert ended(tmp_path / "a.txt") == (2, verify.NO_FILE.format(path=tmp_path / "a.txt"))


def test_a_form_that_is_not_there_ends_with_2():
    code, said = ended(CASE, "--form", "nowhere")

    assert code == 2
    assert said.startswith("没有代码为“nowhere”的表样。可用的代码：chongqing-project、")
