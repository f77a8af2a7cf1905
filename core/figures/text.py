"""What may stand in a text field, and the refusal that tells its reader what to do."""

import re
import unicodedata

FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
SMALL_FORMS = {ord(small): plain for small, plain in zip("﹣﹥﹤﹦﹪﹐﹑", "-><=%,、", strict=True)}
OTHER_FORMS = {ord(form): plain for form, plain in zip("\u3000\u00a0−═≧≦⩾⩽", "  -=≥≤≥≤", strict=True)}
ZERO_WIDTH = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
NARROW = FULL_WIDTH | SMALL_FORMS | OTHER_FORMS | ZERO_WIDTH

BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
NOT_XML = "\ud800-\udfff\ufffe\uffff"
REFUSED = re.compile(f"[{CONTROLS}{BIDI}{NOT_XML}]")
SHOWN = 20
INNER_MARKS = str.maketrans("“”", "‘’")


class FigureError(ValueError):
    """What was typed cannot be taken. The text is Chinese, for who typed it, and says what to do."""


def check_text(text: str, limit: int) -> str:
    """Return `text` with line ends as \\n, or refuse what is too long (`limit` characters) or unprintable.

    Refused: anything outside XML 1.0 (U+FFFE …), control characters but tab and line end, marks that turn the
    direction of writing. The length is looked at first.

    >>> check_text("按时拨付\\r\\n", 500)
    '按时拨付\\n'
    """
    if len(text) > limit:
        raise FigureError(f"最多填写{limit}字，现有{len(text)}字，请删减{len(text) - limit}字后再保存。")
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    refused = REFUSED.search(plain)
    if refused:
        place, code = refused.start() + 1, ord(refused.group())
        raise FigureError(f"第{place}个字符（U+{code:04X}）不能显示或打印，请删除后再保存。")
    return plain


def narrow(text: str) -> str:
    """Return `text` in half-width signs, without zero-width characters.

    As NFKC does for whatever one types with a Chinese keyboard, but one character for one: NFKC also makes
    ①, ² and 𝟏 into digits, which nobody meant as a number.

    >>> narrow("≧９８．５％")
    '≥98.5%'
    """
    return text.translate(NARROW)


def clip(text: str) -> str:
    """Return `text` short enough for a message, on one line, without what a message must not carry."""
    shown = REFUSED.sub("", " ".join(text[: 4 * SHOWN].split()))
    return shown if len(text) <= SHOWN else f"{shown[:SHOWN]}…"


def quoted(text: str) -> str:
    """Return `text` in quotation marks; its own become single ones (GB/T 15834, 4.8.3.4).

    >>> quoted("“一站式”即时结算覆盖地区")
    '“‘一站式’即时结算覆盖地区”'
    """
    return f"“{text.translate(INNER_MARKS)}”"


def foreign_digits(text: str) -> bool:
    """Say whether `text` has digits other than 0–9 (٣, ², ①, 𝟏): signs that are no number here.

    >>> foreign_digits("٣"), foreign_digits("３"), foreign_digits(narrow("３"))
    (True, True, False)
    """
    return any(char not in "0123456789" and unicodedata.digit(char, None) is not None for char in text)
