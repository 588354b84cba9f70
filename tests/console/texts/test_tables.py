"""bot/console/texts/tables.py and its pages: a table goes out, is changed, and comes back."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from typing import Any

import pytest
from openpyxl import load_workbook

from bot.console.shared.spreadsheet import lines
from bot.console.texts import tables
from bot.console.texts.tables import as_ours
from tests.console.conftest import Desk
from tests.console.texts.city import EditedCity, form_of, step, write
from tests.console.visiting import noted

Row = dict[str, str]


def saved(desk: Desk) -> list[Row]:
    """The rows of the table as somebody has just saved it."""
    text = desk.client.get("/texts/table.csv").content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def row_of(rows: list[Row], entry: str, field: str) -> Row:
    """One row of it."""
    return next(row for row in rows if (row["ID"], row["欄"]) == (entry, field))


def packed(rows: list[Row]) -> bytes:
    """The table as it is sent back."""
    return "".join(lines([list(rows[0]), *(list(row.values()) for row in rows)])).encode()


def send(desk: Desk, data: bytes) -> Any:
    """Brings a file; the page that says what it changes."""
    files, form = {"table": ("texts.csv", data)}, {"csrf": desk.csrf}
    return desk.client.post("/texts/table", data=form, files=files)


def take(desk: Desk, page: str, *numbers: str) -> Any:
    """Presses the button below what a table changes; the ticked ones where no others are named."""
    cells = re.search(r'name="cells" value="([^"]*)"', page)
    assert cells is not None
    ticked = re.findall(r'name="take" value="(\d+)" aria-labelledby="c\d+" checked', page)
    form = {"cells": unescape(cells[1]), "take": list(numbers or ticked)}
    return desk.submit("/texts/table/take", **form)


def test_a_row_a_text_and_a_column_a_language(edited: EditedCity, editor: Desk) -> None:
    """The table has every text that is in force, the values too, and is noted."""
    rows = saved(editor)
    row = row_of(rows, "answer:a", "結論")
    assert (row["日本語"], row["英語"], row["値"]) == ("短い答え。", "short.", "")
    value = row_of(rows, "value:2025.call_centre", "コールセンターの電話番号")
    assert (value["値"], value["日本語"]) == ("044-200-0783", "")
    assert noted(editor)[-1] == ("hanako", "texts_csv", "texts.csv")


def test_the_same_for_excel(edited: EditedCity, editor: Desk) -> None:
    """A sheet a kind, with the marks out of sight, and it comes back as it is: nothing changes."""
    data = editor.client.get("/texts/table.xlsx").content
    book = load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["答え", "決まった文とボタン", "チャットの画面", "号と市の値"]
    assert book["答え"].column_dimensions["G"].hidden
    assert "違う所は、ありません" in send(editor, data).text


def test_a_formula_stays_text(edited: EditedCity, editor: Desk, second: Desk) -> None:
    """A text that begins as a formula is none in the file, and the same text when it comes back."""
    address = write(editor, again="=cmd()|別の言葉")
    step(editor, address, "send")
    step(second, address, "approve")
    rows = saved(editor)
    assert row_of(rows, "answer:a", "別の言い方の結論")["日本語"] == "'=cmd()|別の言葉"
    assert "違う所は、ありません" in send(editor, packed(rows)).text


def test_what_changes_is_shown_and_kept_as_drafts(
    edited: EditedCity, editor: Desk, second: Desk
) -> None:
    """Old beside new, judged as an edit; a draft only when it is asked for, approved as any."""
    rows = saved(editor)
    row_of(rows, "answer:a", "結論").update({"日本語": "表の答え。", "英語": "from a table."})
    page = send(editor, packed(rows)).text
    assert "1件の文章の2か所が変わります" in page
    assert "<del>短</del><ins>表の</ins>" in page or "<del>短い</del>" in page
    assert "誤りはありません" in page
    assert "公開を待っている変更" not in editor.get("/texts").text
    assert take(editor, page).headers["location"] == "/texts?did=taken&taken=2"
    assert form_of(editor)["text-short"] == "表の答え。"
    assert form_of(editor, "en")["text-short"] == "from a table."
    assert noted(editor)[-1] == ("hanako", "texts_table_taken", "2")
    assert edited.short() == "短い答え。"
    step(editor, "/texts/changes/1", "send")
    step(second, "/texts/changes/1", "approve")
    assert (edited.short(), edited.short("en")) == ("表の答え。", "from a table.")


def test_only_what_is_ticked(edited: EditedCity, editor: Desk) -> None:
    """A cell whose tick is taken away stays as it is."""
    rows = saved(editor)
    row_of(rows, "answer:a", "結論")["日本語"] = "表の答え。"
    row_of(rows, "answer:a", "題")["日本語"] = "表の題"
    page = send(editor, packed(rows)).text
    take(editor, page, "1")
    fields = form_of(editor)
    assert [fields["text-title"], fields["text-short"]].count("表の題") + (
        fields["text-short"] == "表の答え。"
    ) == 1


def test_a_mistake_is_told_as_for_an_edit(edited: EditedCity, editor: Desk) -> None:
    """The checks of an edit say what cannot be published."""
    rows = saved(editor)
    row_of(rows, "answer:a", "結論")["日本語"] = "電話は{fone}です。"
    row_of(rows, "value:2025.documents", "紙の期間の終わりの日")["値"] = "2024-01-01"
    page = send(editor, packed(rows)).text
    assert "このままでは公開できない所" in page


def test_two_at_once_lose_nothing(edited: EditedCity, editor: Desk, second: Desk) -> None:
    """What another one changed after the table was saved is shown beside it and not ticked, and
    what the table leaves alone stays as the other one wrote it."""
    rows = saved(second)
    write(editor, short="花子の答え。", again="花子の言葉。")
    row_of(rows, "answer:a", "結論")["日本語"] = "次郎の答え。"
    page = send(second, packed(rows)).text
    assert "1か所が変わります" in page
    assert "ほかの人もこの文を変えました" in page
    assert "checked>" not in page
    assert take(second, page, "0").headers["location"] == "/texts?did=taken&taken=1"
    fields = form_of(editor)
    assert (fields["text-short"], fields["text-again"]) == ("次郎の答え。", "花子の言葉。")


def test_somebody_is_quicker_than_the_button(
    edited: EditedCity, editor: Desk, second: Desk
) -> None:
    """What was changed while the page was looked at is not written over, and is named."""
    rows = saved(second)
    row_of(rows, "answer:a", "結論")["日本語"] = "次郎の答え。"
    page = send(second, packed(rows)).text
    write(editor, short="花子の答え。")
    late = take(second, page)
    assert late.status_code == 409
    assert "下書きにしていません" in late.text
    assert form_of(editor)["text-short"] == "花子の答え。"


def test_rows_may_be_left_out_and_turned_round(edited: EditedCity, editor: Desk) -> None:
    """A row that is gone changes nothing, and none has to stay where it was."""
    rows = saved(editor)
    row_of(rows, "answer:b", "結論")["日本語"] = "表の答え。"
    page = send(editor, packed(rows[::-1][: len(rows) - 3])).text
    assert "1件の文章の1か所が変わります" in page


def test_a_row_that_is_not_ours(edited: EditedCity, editor: Desk) -> None:
    """A row of no text, or without its marks, is named and changes nothing."""
    rows = saved(editor)
    rows[0].update({"ID": "answer:none", "日本語": "x"})
    rows[1].update({"印": "", "日本語": "y"})
    page = send(editor, packed(rows)).text
    assert "2行目、3行目" in page
    assert "違う所は、ありません" in page


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04broken", b"a,b\n1,2\n"])
def test_a_foreign_file(edited: EditedCity, editor: Desk, data: bytes) -> None:
    """One clear sentence, and the form again."""
    answer = send(editor, data)
    assert answer.status_code == 422
    assert answer.text.count('role="alert"') == 1
    assert 'type="file"' in answer.text


def test_too_many_cells(edited: EditedCity, editor: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """More than one look can take in is refused in one sentence."""
    monkeypatch.setattr(tables, "MOST_CELLS", 1)
    rows = saved(editor)
    row_of(rows, "answer:a", "結論").update({"日本語": "一", "英語": "one"})
    answer = send(editor, packed(rows))
    assert answer.status_code == 422
    assert "表に分けて" in answer.text


@pytest.mark.parametrize("cells", ["", "{", "[1]", '[["answer:a"]]', "[[1, 2, 3, 4, 5]]"])
def test_what_no_page_of_ours_sends(edited: EditedCity, editor: Desk, cells: str) -> None:
    """Cells that are none change nothing."""
    answer = editor.submit("/texts/table/take", cells=cells, take="0")
    assert answer.status_code in (400, 409, 422)
    assert "公開を待っている変更" not in editor.get("/texts").text


def test_who_may(edited: EditedCity, editor: Desk, operator: Desk) -> None:
    """Operators see no table and bring none; a file comes only from a page of ours."""
    for path in ("/texts/table", "/texts/table.csv", "/texts/table.xlsx"):
        assert operator.get(path).status_code == 403
    assert send(operator, b"x").status_code == 403
    editor.csrf = "another"
    assert send(editor, b"x").status_code == 403


def test_a_script_is_text(edited: EditedCity, editor: Desk) -> None:
    """Whatever stands in a cell is shown as text."""
    rows = saved(editor)
    row_of(rows, "answer:a", "結論")["日本語"] = '<script>alert(1)</script>"><img src=x>'
    page = send(editor, packed(rows)).text
    assert "<script>alert" not in page
    assert "<img" not in page


@pytest.mark.parametrize(
    ("before", "typed", "ours"),
    [
        ("2026-07-31", "2027/7/31", "2027-07-31"),
        ("2026-07-31", "2027年7月31日", "2027-07-31"),
        ("08:30", "8:45", "08:45"),
        ("08:30", "8:45:00", "08:45"),
        ("12-29", "12月28日", "12-28"),
        ("12-29", "2026/12/28", "12-28"),
        ("044-200-0783", "044-200-0784", "044-200-0784"),
        ("2026-07-31", "末日", "末日"),
    ],
)
def test_what_a_spreadsheet_makes_of_a_day(before: str, typed: str, ours: str) -> None:
    """A value keeps the form of our files, whatever form a spreadsheet has saved it in."""
    assert as_ours(before, typed) == ours
