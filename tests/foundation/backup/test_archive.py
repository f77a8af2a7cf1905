"""An archive that is not exactly what was written is refused in words, before anything is touched."""

from __future__ import annotations

import json
import random
from zipfile import ZipFile

import pytest

from foundation.backup import archive as module
from foundation.backup.exceptions import BackupError
from tests.foundation.backup.things import digest, forged, manifest_of, refused, restored, said_otherwise

pytestmark = pytest.mark.django_db(transaction=True)
TABLE = "rows/dossiers_cell.jsonl"


def altered(archive, change):
    """The bytes of an archive, changed behind its back."""
    archive.write_bytes(change(bytearray(archive.read_bytes())))
    return archive


def flip(content, place):
    content[place] ^= 0x10
    return content


def test_an_archive_that_is_whole_is_accepted(archive):
    assert "备份文件完好" in restored(archive, check=True)


def test_any_flipped_byte_is_found(archive):
    whole = archive.read_bytes()
    places = [*random.Random(20211231).sample(range(len(whole)), 40), 0, len(whole) - 1]

    for place in places:
        archive.write_bytes(flip(bytearray(whole), place))
        with pytest.raises(BackupError, match=r"已损坏|不是本系统的备份文件"), module.reading(archive):
            pytest.fail(f"byte {place} was not missed")


def test_a_flipped_byte_is_told_before_anything_is_touched(archive):
    altered(archive, lambda content: flip(content, len(content) // 2))

    assert refused(archive, replace=True).startswith("备份文件已损坏（与制作时的校验值不符），未作任何改动")


@pytest.mark.parametrize("left", [0, 1, 100, -1])
def test_a_truncated_archive_is_refused(archive, left):
    altered(archive, lambda content: content[:left])

    assert refused(archive, replace=True).startswith("不是本系统的备份文件，或者文件不完整")


def test_a_foreign_archive_is_refused(archive, tmp_path):
    foreign = tmp_path / "foreign.zip"
    with ZipFile(foreign, "w") as members:
        members.writestr("manifest.json", "{}")

    assert refused(foreign, replace=True).startswith("不是本系统的备份文件")


def test_a_missing_archive_is_told(archive, tmp_path):
    assert "不能读取备份文件" in refused(tmp_path / "none.zip", replace=True)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda parts: parts.pop(TABLE), f"缺少 {TABLE}"),
        (lambda parts: parts.update({TABLE: b"[]\n"}), f"{TABLE} 与清单不符"),
        (lambda parts: parts.update({"files/papers/more.pdf": b""}), "多出 files/papers/more.pdf"),
        (lambda parts: parts.pop("manifest.json"), "没有清单"),
        (lambda parts: parts.update({"manifest.json": b"{"}), "备份清单不能识别"),
        (lambda parts: parts.update({"manifest.json": b"[]"}), "备份清单不能识别"),
        (said_otherwise(format=2), "由更新版本的系统制作，请先升级本系统"),
        (said_otherwise(format="1.5"), "备份清单不能识别"),
        (said_otherwise(unheard_of=1), "备份清单不能识别"),
        (said_otherwise(migrations=[["dossiers", "9999_later"]]), "dossiers.9999_later）制作，未作任何改动"),
        (said_otherwise(migrations=[["dossiers", "0001_filings"]]), "版本记录不完整"),
    ],
)
def test_an_archive_that_was_made_up_is_refused(archive, change, why):
    assert why in refused(forged(archive, change), replace=True)


def with_file(archive, **given):
    """The archive with its first file under another name."""
    first, *others = manifest_of(archive)["files"]
    renamed = first | given

    def change(parts):
        said_otherwise(files=[renamed, *others])(parts)
        content = parts.pop(f"files/{first['folder']}/{first['name']}")
        parts[f"files/{renamed['folder']}/{renamed['name']}"] = content

    return forged(archive, change)


@pytest.mark.parametrize(
    "name", ["../../etc/cron.d/x", "/etc/passwd", "a/../../x", "..\\x", "C:x", "a\nb", "", "a//b"]
)
def test_a_name_that_leads_out_of_the_folder_is_refused(archive, name):
    assert "不安全的文件名" in refused(with_file(archive, name=name), replace=True)


def test_a_folder_that_this_product_does_not_have_is_refused(archive):
    assert "没有的文件目录（other）" in refused(with_file(archive, folder="other"), replace=True)


def test_tables_of_another_time_than_said_are_refused(archive):
    tables = manifest_of(archive)["tables"]
    fewer = [{**table, "columns": table["columns"][:-1]} for table in tables]

    assert "与所记录的版本不符" in refused(forged(archive, said_otherwise(tables=fewer)), replace=True)


def test_a_member_twice_is_refused(archive):
    doubled = forged(archive, lambda parts: None)
    with ZipFile(doubled, "a") as members, pytest.warns(UserWarning, match="Duplicate name"):
        members.writestr(TABLE, b"")
    reseal(doubled)

    assert "有重复的内容" in refused(doubled, replace=True)


def reseal(archive):
    whole = archive.read_bytes()[: -module.HEX]
    archive.write_bytes(whole + digest(whole).encode())


def test_bytes_that_do_not_unpack_are_refused(archive):
    """With a seal that fits: as a disk that wrote wrong bytes in the first place."""
    altered(archive, lambda content: flip(content, content.index(TABLE.encode()) + len(TABLE) + 30))
    reseal(archive)

    assert "备份文件已损坏" in refused(archive, replace=True)


def test_the_manifest_says_what_it_holds(archive):
    said = manifest_of(archive)

    counts = {table["table"]: table["rows"] for table in said["tables"]}
    assert (said["format"], said["version"], counts["dossiers_move"]) == (1, "0.1.0", 3)
    assert ["projects", "0002_last_row_number"] in said["migrations"]
    assert json.dumps(said["files"], ensure_ascii=False).count("附件 1.docx") == 1
