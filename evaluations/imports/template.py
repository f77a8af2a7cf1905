"""The template workbook of a kind of import: 填表说明, then an empty worksheet for each page."""

from __future__ import annotations

from documents.lists_xlsx import ListSheet, lists_xlsx
from evaluations.imports.books import Book, Page


def template_xlsx(book: Book) -> bytes:
    """Equal books give equal bytes."""
    return lists_xlsx(f"{book.name}导入模板", [_guide(book), *map(_page, book.pages)])


def _guide(book: Book) -> ListSheet:
    rules = [("", "", line) for line in book.guide]
    about = [
        (page.name, column.heading, ("必填。" if column.is_required else "") + column.about)
        for page in book.pages
        for column in page.columns
    ]
    return ListSheet("填表说明", ("工作表", "栏目", "怎么填"), (30, 45, 150), (*rules, *about))


def _page(page: Page) -> ListSheet:
    return ListSheet(
        page.name,
        tuple(column.heading for column in page.columns),
        tuple(column.width for column in page.columns),
        (),
        {number: column.choices for number, column in enumerate(page.columns, 1) if column.choices},
    )
