"""佐证材料清单: a sound sheet that lists every file under its row."""

from dataclasses import replace

from core.filing.snapshot import EvidenceFile
from core.paper.evidence import WHOLE, evidence_list
from core.paper.sheet import grid_faults
from tests.core.filing.forms import make_filing, make_form

FILES = (
    EvidenceFile("", "通知.docx", 2048, "cd" * 32),
    EvidenceFile("r2", "名册.xlsx", 1024, "ef" * 32),
    EvidenceFile("r1", "发票1.pdf", 1536, "ab" * 32),
    EvidenceFile("r1", "发票2.pdf", 1024 * 1024, "12" * 32),
)


def listed():
    return evidence_list(make_form(), replace(make_filing(), evidence=FILES))


def test_every_file_stands_in_a_row_under_its_indicator():
    sheet = listed()
    lines = [line.name for line in make_filing().lines]

    assert [[cell.text for cell in row] for row in sheet.rows[1:]] == [
        ["1", WHOLE, "通知.docx", "2.0KB", "cd" * 8],
        ["2", lines[0], "发票1.pdf", "1.5KB", "ab" * 8],
        ["3", "发票2.pdf", "1.0MB", "12" * 8],
        ["4", lines[1], "名册.xlsx", "1.0KB", "ef" * 8],
    ]


def test_the_sheet_is_sound_and_repeats_its_heads():
    sheet = listed()

    assert grid_faults(sheet) == []
    assert [(band.start, band.end, band.header) for band in sheet.bands] == [(0, 5, 0)]


def test_title_and_sum_name_the_filing():
    sheet = listed()
    identity = make_filing().identity

    assert sheet.title == (f"{identity.project_name}佐证材料清单",)
    assert (sheet.head[0].text, sheet.foot[0].text) == (identity.unit_name, "4个文件，1.0MB")


def test_a_whole_unit_is_named_where_there_is_no_project():
    filing = replace(make_filing(), identity=replace(make_filing().identity, project_name=""), evidence=FILES)

    assert evidence_list(make_form(), filing).title == (f"{filing.identity.unit_name}佐证材料清单",)
