import re

import pytest
from django.contrib.auth.password_validation import CommonPasswordValidator, validate_password
from django.core.exceptions import ValidationError

from accounts.models import User
from accounts.passwords import first_password
from accounts.validators import ThreeOfFourClasses, password_rules, written_text


def refusals(password: str) -> str:
    try:
        validate_password(password, User(username="wanglin", full_name="Wang Lin Hai", phone="0762-1234567"))
    except ValidationError as error:
        return "；".join(error.messages)
    return ""


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("Lake-7x", "至少须有12个字符"),
        ("lakestonebird", "至少三类"),
        ("lakestone-bird", "至少三类"),
        ("LAKESTONE-BIRD", "至少三类"),
        ("Qwerty-Lake-47", "qwerty"),
        ("Ｑｗｅｒｔｙ-Lake-47", "qwerty"),
        ("Lake-2026-Caizheng", "caizheng"),
        ("Lake-Stone-财政", "财政"),
        ("Lake-Wanglin-47", "wanglin"),
        ("wanglin-Hai-47", "wanglin"),
        ("Wang-Lin-Hai-1", "太相似"),
        ("Shadow20262026!", "shadow"),
        ("2026-Shadow-2026", "shadow"),
        ("12!Sh@d0w!2026", "sh@d0w"),
        ("Ｓｈａｄｏｗ20262026", "shadow"),
    ],
)
def test_a_weak_password_is_refused_with_the_reason(password, why):
    assert why in refusals(password)


@pytest.mark.parametrize(
    "password", ["Lake-Stone-47x", "lakestone-4747", "LAKESTONE-4747", "Lakestone4747", "湖石鸟-lake-4747"]
)
def test_a_good_password_passes(password):
    assert refusals(password) == ""


def test_the_three_thousand_most_common_ones_are_refused_however_they_are_made_to_fit():
    words = sorted(word for word in CommonPasswordValidator().passwords if re.fullmatch("[a-z]{4,}", word))

    fitting = [f"{word.capitalize()}-20262026" for word in words[:: len(words) // 3000][:3000]]

    assert len(fitting) == 3000
    assert [password for password in fitting if not refusals(password)] == []


@pytest.mark.parametrize("password", ["Shadow-Lake-4747", "Able-12345-Horse", "Lakeshadows47-47"])
def test_a_common_word_beside_others_passes(password):
    assert "只是常见密码" not in refusals(password)


def test_the_profile_asvs_asks_for_length_alone(settings):
    settings.PASSWORD_PROFILE = "asvs"

    assert refusals("lakestonebird") == ""
    assert ThreeOfFourClasses().get_help_text() == ""


def test_a_short_user_name_may_occur_in_a_password():
    validate_password("Lake-Stone-47x", User(username="ke"))


def test_the_rules_are_said_before_anybody_types():
    assert all(words in password_rules() for words in ("至少12个字符", "至少三类", "常见词语"))


@pytest.mark.parametrize("text", ["王林", "a\tb\r\nc", "𠮷", "㼆", "（）“”—…", "\ufffd"])
def test_text_that_can_be_written_passes(text):
    written_text(text)


@pytest.mark.parametrize("text", ["a\x00", "a\x1b", "a\ufffe", "a\uffff", "a\ud800", "\u202eabc", "a\u2066b"])
def test_text_that_no_paper_can_carry_is_refused(text):
    with pytest.raises(ValidationError, match="不能显示的字符"):
        written_text(text)


def test_first_passwords_pass_and_differ():
    drawn = {first_password(User(username="wanglin")) for _ in range(20)}

    assert len(drawn) == 20
    assert all(refusals(password) == "" for password in drawn)


def test_a_first_password_that_is_refused_is_drawn_again(monkeypatch: pytest.MonkeyPatch):
    letters = iter("aaaaaaaaaaaaaaaa" + "Lake7xStoneBird9")
    monkeypatch.setattr("accounts.passwords.secrets.choice", lambda _: next(letters))

    assert first_password(User(username="wanglin")) == "Lake-7xSt-oneB-ird9"
