from __future__ import annotations

from documents.codes import ALPHABET, draw_code, read_code


def test_codes_are_drawn_in_groups_and_check():
    code = draw_code()

    assert [len(group) for group in code.split("-")] == [4, 4, 4, 1]
    assert read_code(code)


def test_thousand_codes_are_all_different():
    assert len({draw_code() for _ in range(1000)}) == 1000


def test_every_wrong_character_is_noticed():
    code = draw_code().replace("-", "")

    slips = [
        code[:at] + other + code[at + 1 :] for at in range(13) for other in ALPHABET if other != code[at]
    ]
    assert not any(map(read_code, slips))


def test_neighbours_changed_about_are_noticed():
    code = draw_code().replace("-", "")

    slips = [
        code[:at] + code[at + 1] + code[at] + code[at + 2 :] for at in range(12) if code[at] != code[at + 1]
    ]
    assert not any(map(read_code, slips))


def test_letters_that_look_like_digits_are_read_as_digits():
    assert read_code("oooo oooo oooo o")


def test_other_texts_are_no_codes():
    assert not any(map(read_code, ["", "0000", "0000-0000-0000-!", "0" * 14]))
