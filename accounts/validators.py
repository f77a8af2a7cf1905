"""What is refused at a field: characters no paper can carry, codes that do not fit, weak passwords."""

from __future__ import annotations

import re
import unicodedata

from django.conf import settings
from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    get_default_password_validators,
)
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

unit_code = RegexValidator(r"\A[0-9A-Z-]+\Z", "单位代码只能由数字、大写字母和短横组成。")

# Not in XML 1.0 (no workbook could carry it), or turning the direction of writing (a false name).
_UNWRITABLE = re.compile(
    "[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]"
)
_CLASSES = (str.islower, str.isupper, str.isdigit, lambda character: not character.isalnum())
_LOCAL_WORDS = (
    *("password", "passw0rd", "p@ssw0rd", "qwerty", "asdfgh", "admin", "abcdef"),
    *("123456", "654321", "111111", "000000", "888888", "5201314", "woaini"),
    *("caizheng", "jixiao", "yusuan", "zhengfu", "ziping", "财政", "绩效", "预算", "自评", "密码"),
)


_ENDS = re.compile("^[^a-z]+|[^a-z]+$")
_LOOKALIKES = str.maketrans("@4301$57", "aaeolsst")
_SHORTEST_CORE = 4


def written_text(value: str) -> None:
    """Refuse characters that no workbook can carry: control characters, U+FFFE, turned direction."""
    if _UNWRITABLE.search(value):
        raise ValidationError("含有不能显示的字符，请删除后重新输入。", code="unwritable")


class LongEnough(MinimumLengthValidator):
    """At least `min_length` characters, said in Chinese (Django 5.2 lacks the translation)."""

    def get_error_message(self) -> str:
        return f"密码太短，至少须有{self.min_length}个字符。"

    def get_help_text(self) -> str:
        return f"密码至少{self.min_length}个字符。"


class ThreeOfFourClasses:
    """Of four classes at least three (GB/T 22239 8.1.4.1 a). Silent in the profile `asvs`."""

    def validate(self, password: str, user: object = None) -> None:
        classes = sum(any(is_in(character) for character in password) for is_in in _CLASSES)
        if settings.PASSWORD_PROFILE == "dengbao" and classes < 3:
            raise ValidationError(self.get_help_text(), code="password_too_few_classes")

    def get_help_text(self) -> str:
        if settings.PASSWORD_PROFILE != "dengbao":
            return ""
        return "密码须包含大写字母、小写字母、数字、符号中的至少三类。"


class NoLocalWords:
    """Refuse what people type first: trade words, keyboard runs, and their own login name."""

    def validate(self, password: str, user: object = None) -> None:
        folded = unicodedata.normalize("NFKC", password).lower()
        own = str(getattr(user, "username", "") or "").lower()
        words = (*_LOCAL_WORDS, own) if len(own) >= 3 else _LOCAL_WORDS
        if found := next((word for word in words if word in folded), None):
            raise ValidationError(
                f"密码不能包含常见词语或用户名（“{found}”），请更换。", code="password_local_word"
            )

    def get_help_text(self) -> str:
        return "密码不能包含用户名、常见词语或键盘连串（如 admin、123456、caizheng）。"


class NotCommonInside(CommonPasswordValidator):
    """Refuse a common password that only got digits and signs around it, or signs that look like its letters.

    Django's list holds the 20,000 most common ones; hardly any is as long as ours must be without such ends.
    """

    def validate(self, password: str, user: object = None) -> None:
        core = _ENDS.sub("", unicodedata.normalize("NFKC", password).lower())
        if len(core) >= _SHORTEST_CORE and self.passwords & {core, core.translate(_LOOKALIKES)}:
            raise ValidationError(
                f"密码只是常见密码“{core}”前后加了数字或符号，请更换。", code="password_common_inside"
            )

    def get_help_text(self) -> str:
        return ""


def password_rules() -> str:
    """Return what our own validators ask for, for the field's help."""
    ours = (v for v in get_default_password_validators() if type(v).__module__ == __name__)
    return "".join(validator.get_help_text() for validator in ours)
