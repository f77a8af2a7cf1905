"""Marks of paragraphs: what is the same text, and what is not."""

from core.verification.fingerprints import fingerprints, marked

ONE = "按照规定不断完善医疗救助工作流程，严格经办审核，实现应保尽保，共救助3553人次，落实资助参保和住院救助。"


def test_years_numbers_of_items_and_marks_make_no_difference():
    assert fingerprints([f"1.2021年{ONE}"]) == fingerprints([f"（二）2022年 {ONE.replace('，', ',')}"])


def test_other_figures_make_another_paragraph():
    assert fingerprints([ONE]) != fingerprints([ONE.replace("3553", "3554")])


def test_short_paragraphs_have_no_mark_and_long_ones_know_their_place():
    text = f"短。\n{ONE}\n"

    ((_, span),) = marked(text)

    assert text[slice(*span)] == ONE


def test_number_before_a_year_that_is_none_stays():
    assert fingerprints([f"{ONE}已有30年"]) != fingerprints([f"{ONE}已有40年"])
