"""Everything that the gate lets in, and what it keeps out: with a sentence that says what to do next."""

from __future__ import annotations

from pathlib import Path

import pytest

from foundation.intake.gate import admit
from foundation.intake.refusal import RefusedFile
from tests.foundation.intake import foreign

MB = 1024 * 1024
GOOD = {
    "发票.pdf": foreign.pdf(),
    "现场.png": foreign.picture("PNG"),
    "现场.jpg": foreign.picture("JPEG"),
    "现场.JPEG": foreign.picture("JPEG", (4000, 3000)),
    "说明.docx": foreign.package(),
    "台账.xlsx": foreign.package(foreign.XLSX),
    "凭证.ofd": foreign.package(["OFD.xml", "Doc_0/Document.xml"]),
    "说明.doc": foreign.compound(),
    "说明.wps": foreign.compound(),
    "台账.xls": foreign.compound(["Workbook"]),
    "台账.et": foreign.compound(["Book"]),
}
BAD = {
    "空文件": ("a.pdf", b"", "0字节"),
    "没有后缀": ("发票", foreign.pdf(), "没有后缀"),
    "压缩包": ("a.zip", foreign.package(), "解压后逐个上传"),
    "带宏": ("a.xlsm", foreign.package(), "不含宏"),
    "苹果照片": ("a.HEIC", b"x", "另存为jpg"),
    "网页": ("a.html", b"<html>", "打印"),
    "别的": ("a.pptx", b"x", "另存为PDF"),
    "网页冒充PDF": ("a.pdf", b"<html><script>alert(1)</script>", "内容却不是PDF文件"),
    "矢量图冒充PNG": (
        "a.png",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>",
        "内容却不是PNG图片",
    ),
    "文档冒充PDF": ("a.pdf", foreign.package(), "内容却是docx"),
    "加密的新文档": ("a.docx", foreign.compound(["EncryptedPackage"]), "打开密码"),
    "PDF里有网页": ("a.pdf", foreign.pdf().replace(b"\n", b"\n%<SCRIPT>\n", 1), "夹带"),
    "PNG里有PDF": ("a.png", foreign.picture()[:8] + b"%PDF-1.7" + foreign.picture()[8:], "夹带"),
    "PDF后接压缩包": ("a.pdf", foreign.pdf() + foreign.package(), "夹带"),
    "JPG后接压缩包": ("a.jpg", foreign.picture("JPEG") + foreign.package(), "夹带"),
    "损坏的PDF": ("a.pdf", b"%PDF-1.7 and nothing more", "损坏"),
    "加密的PDF": ("a.pdf", foreign.locked_pdf(user="user"), "密码"),
    "带脚本的PDF": ("a.pdf", foreign.pdf(OpenAction=foreign.script()), "脚本"),
    "像素洪水": ("a.png", foreign.flood(), "30000×30000像素"),
    "压缩炸弹": ("a.docx", foreign.bomb(), "展开后超过100MB"),
    "谎报长度": ("a.docx", foreign.lying(), "不规范"),
    "同名部件": ("a.docx", foreign.twins(), "不规范"),
    "越出目录": ("a.docx", foreign.package(more={"../../etc/x": b""}), "不规范"),
    "实体声明": ("a.docx", foreign.package(more={"a.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]>"}), "实体声明"),
    "文档里有宏": ("a.docx", foreign.package(more={"word/vbaProject.bin": b""}), "宏"),
    "旧文档里有宏": ("a.doc", foreign.compound(["WordDocument", "Macros"]), "宏"),
    "旧文档没有目录": ("a.xls", foreign.compound()[:600], "损坏"),
}


@pytest.mark.parametrize("name", GOOD)
def test_an_honest_file_comes_in(name, tmp_path):
    with foreign.on_disk(tmp_path, GOOD[name]) as file:
        kind = admit(file, name)

    assert kind.shown == name.lower().endswith(("pdf", "png", "jpg", "jpeg"))


@pytest.mark.parametrize("case", BAD)
def test_a_hostile_file_stays_outside_and_is_told_why(case, tmp_path):
    name, content, words = BAD[case]

    with foreign.on_disk(tmp_path, content) as file, pytest.raises(RefusedFile) as refusal:
        admit(file, name)

    assert words in refusal.value.sentence
    assert refusal.value.sentence.endswith("。")


def test_an_archive_that_ends_like_one_by_chance_is_no_second_face(tmp_path):
    picture = foreign.picture("JPEG") + b"PK\x05\x06 by chance" + bytes(40)

    with foreign.on_disk(tmp_path, picture) as file:
        assert admit(file, "a.jpg").family == "jpeg"


def test_a_cut_off_end_of_an_archive_is_no_second_face(tmp_path):
    with foreign.on_disk(tmp_path, foreign.picture("JPEG") + b"PK\x05\x06") as file:
        assert admit(file, "a.jpg").family == "jpeg"


def test_the_limit_is_the_last_byte(tmp_path, settings):
    settings.UPLOAD_FILE_MB = 1
    whole = foreign.pdf().ljust(MB, b"\n")

    with foreign.on_disk(tmp_path, whole) as file:
        assert admit(file, "a.pdf").label == "PDF文件"
    with foreign.on_disk(tmp_path, whole + b"\n") as file, pytest.raises(RefusedFile, match="超过1MB"):
        admit(file, "a.pdf")


def test_a_bomb_costs_the_web_process_nothing(tmp_path):
    Path("/proc/self/clear_refs").write_text("5")  # what was used most counts from here
    before = _most_used()

    with foreign.on_disk(tmp_path, BAD["压缩炸弹"][1]) as file, pytest.raises(RefusedFile):
        admit(file, "a.docx")

    assert _most_used() - before < 20 * MB


def _most_used() -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return 1024 * int(next(line for line in lines if line.startswith("VmHWM")).split()[1])
