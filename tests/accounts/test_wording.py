"""A field left empty is asked for in our own words, in every form of the product."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django import forms
from django.forms.formsets import ManagementForm
from django.urls import get_resolver

from accounts.wording import WORDS

assert get_resolver().url_patterns  # every page, and so every form, is imported


def kinds_of(kind: type) -> Iterator[type]:
    for one in kind.__subclasses__():
        yield one
        yield from kinds_of(one)


OURS = [form for form in kinds_of(forms.BaseForm) if form is not ManagementForm]
FIELDS = [(form, name) for form in OURS for name in getattr(form, "base_fields", ())]


@pytest.mark.parametrize(("form", "name"), FIELDS, ids=lambda given: getattr(given, "__name__", given))
def test_no_form_says_it_in_the_words_of_the_framework(form, name):
    words = str(form.base_fields[name].error_messages["required"])

    assert words.startswith("请")


@pytest.mark.parametrize(("kind", "words"), WORDS.items())
def test_each_kind_of_field_has_its_words(kind, words):
    given = {"queryset": None} if hasattr(kind, "_get_queryset") else {}

    assert kind(**given).error_messages["required"] == words


def test_a_field_keeps_words_of_its_own():
    field = forms.CharField(error_messages={"required": "请填写退回修改的原因。"})

    assert field.error_messages["required"] == "请填写退回修改的原因。"
