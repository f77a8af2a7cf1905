"""基本信息: empty cells start with whoever is signed in; a date has an example."""

from __future__ import annotations

from tests.dossiers.pages.posting import post_cells, text, typed, url


def test_empty_cells_start_with_the_person_who_is_signed_in(filer, filing):
    page = text(filer.get(url("header", filing)))

    assert 'value="李雷"' in page
    assert "已按填报人的账号预填，核对后请保存。" in page


def test_they_are_kept_once_they_are_saved(filer, filing):
    post_cells(filer, filing, {"header/filer": "李雷"})

    assert typed(filing, "header/filer") == "李雷"


def test_what_stands_there_stays(filer, filing):
    post_cells(filer, filing, {"header/filer": "韩梅"})

    page = text(filer.get(url("header", filing)))

    assert 'value="韩梅"' in page
    assert "已按填报人的账号预填" not in page


def test_what_was_emptied_and_refused_is_not_filled_in_again(filer, filing):
    response = post_cells(filer, filing, {"header/filer": "", "header/filled_on": "昨天"})

    assert response.status_code == 422
    assert 'value="李雷"' not in text(response)


def test_a_date_has_an_example(filer, filing):
    assert "例如2022年4月6日" in text(filer.get(url("header", filing)))


def test_a_refused_date_says_so_before_the_example(filer, filing):
    response = post_cells(filer, filing, {"header/filled_on": "昨天"})

    assert 'aria-describedby="error_header/filled_on hint_header/filled_on"' in text(response)
