"""Forms that ship with the product, one TOML file each, in the shape of core.filing.form.FormDefinition."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path

from pydantic import ValidationError

from core.filing.form import FormDefinition
from indicators import checks, rows
from indicators.models import FormTemplate
from indicators.refusals import FormRefused, in_words

FOLDER = Path(__file__).parent
LARGEST = 1_000_000
"""Bytes; a form of 赫山's size has 20,000."""


def available() -> tuple[Path, ...]:
    """Return the files that ship with the product, by name."""
    return tuple(sorted(FOLDER.glob("*.toml")))


def read(path: Path) -> FormDefinition:
    """Read one file; FormRefused says which key is wrong and what to do."""
    try:
        form = FormDefinition.model_validate(_toml(path))
    except ValidationError as problem:
        raise in_words(problem) from problem
    if faults := checks.unstorable(form):
        raise FormRefused(faults)
    return form


def load(path: Path) -> FormTemplate:
    """Store one file as a draft and return it; FormRefused where it cannot be read or is there already."""
    form = read(path)
    if FormTemplate.objects.filter(code=form.code, version=form.version).exists():
        raise FormRefused(
            [f"表样「{form.name}」（{form.code}）第{form.version}版已存在，请改version后再导入。"]
        )
    return rows.write(form)


def waiting() -> list[tuple[str, FormDefinition]]:
    """Return (file name without .toml, form) of what ships with the product and was not taken over yet."""
    known = set(FormTemplate.objects.values_list("code", "version"))
    shipped = [(path.stem, read(path)) for path in available()]
    return [(name, form) for name, form in shipped if (form.code, form.version) not in known]


def _toml(path: Path) -> dict[str, object]:
    try:
        content = path.read_bytes()
        if len(content) > LARGEST:
            raise FormRefused([f"文件「{path.name}」超过1 MB，不是表样文件。"])
        return tomllib.loads(content.decode("utf-8"), parse_float=Decimal)
    except OSError:
        raise FormRefused([f"文件「{path.name}」不能打开，请核对路径。"]) from None
    except UnicodeDecodeError:
        raise FormRefused([f"文件「{path.name}」不是UTF-8编码，请另存为UTF-8后再导入。"]) from None
    except (tomllib.TOMLDecodeError, RecursionError) as problem:
        raise FormRefused(
            [f"文件「{path.name}」不合TOML格式（{problem}），请按提示的行列改正。"]
        ) from problem
