"""bot/console/texts/routes.py: texts are found, written as drafts, and nobody's work is lost."""

from __future__ import annotations

from tests.console.conftest import Desk
from tests.console.texts.city import ENTRY, EditedCity, fields_of, form_of, step, write
from tests.console.visiting import noted


def test_found_by_id_and_by_words(edited: EditedCity, editor: Desk) -> None:
    """The list has every answer, and what has the words that are remembered."""
    assert ENTRY in editor.get("/texts").text
    page = editor.get("/texts?q=短い　答え&language=ja").text
    assert ENTRY in page
    assert "短い答え。" in page
    assert ENTRY not in editor.get("/texts?q=どこにもない言葉").text
    assert "value:2025.call_centre" in editor.get("/texts?kind=value").text
    assert "phrase:talk.back" in editor.get("/texts?q=talk.back&language=en").text


def test_a_draft_is_kept_and_told_by_nobody(edited: EditedCity, editor: Desk) -> None:
    """What is written is on the page again, marked as what differs; residents read the old text."""
    address = write(editor, short="新しい答え。")
    page = editor.get(address).text
    assert "<del>短</del><ins>新</ins>" in page or "<ins>新" in page
    assert "誤りはありません" in page
    assert form_of(editor)["text-short"] == "新しい答え。"
    assert edited.short() == "短い答え。"
    assert noted(editor)[-1] == ("hanako", "text_written", "answer:a")


def test_what_is_as_before_is_no_draft(edited: EditedCity, editor: Desk) -> None:
    """A form that nobody wrote in makes no draft, and one that is undone by hand ends it."""
    assert write(editor) == "/texts?did=nothing"
    write(editor, short="新しい答え。")
    assert write(editor, short="短い答え。") == "/texts?did=nothing"
    assert "公開を待っている変更" not in editor.get("/texts").text


def test_two_editors_in_two_fields(edited: EditedCity, editor: Desk, second: Desk) -> None:
    """Who writes in other fields of the same entry adds to the same draft."""
    mine = {**form_of(second), "text-again": "次郎の言葉。"}
    write(editor, short="花子の答え。")
    address = second.submit(ENTRY, **mine).headers["location"]
    page = editor.get(address).text
    assert "hanako、jiro" in page
    assert {form_of(editor)[f"text-{name}"] for name in ("short", "again")} == {
        "花子の答え。",
        "次郎の言葉。",
    }


def test_a_collision_shows_both(edited: EditedCity, editor: Desk, second: Desk) -> None:
    """Who comes second in one field sees both texts, and saves knowingly."""
    mine = {**form_of(second), "text-short": "次郎の答え。"}
    write(editor, short="花子の答え。")
    late = second.submit(ENTRY, **mine)
    assert late.status_code == 409
    assert 'role="alert"' in late.text
    assert "花子の答え。" in late.text
    again = {"language": "ja", **fields_of(late.text)}
    assert again["text-short"] == "次郎の答え。"
    assert second.submit(ENTRY, **again).status_code == 303
    assert form_of(editor)["text-short"] == "次郎の答え。"


def test_a_draft_over_what_was_published_meanwhile(
    edited: EditedCity, editor: Desk, second: Desk
) -> None:
    """A draft whose text was changed by an earlier approval shows it, and is not published over."""
    planned = write(editor, short="来年の答え。")
    step(editor, planned, "send")
    step(second, planned, "approve", when="day", publish_on="2099-01-01")
    now = write(editor, short="今日の答え。")
    assert "2099-01-01 に公開する" in editor.get(now).text
    step(editor, now, "send")
    step(second, now, "approve")
    assert edited.short() == "今日の答え。"
    step(editor, planned, "back")
    page = editor.get(planned).text
    assert "公開されている文が変わりました" in page
    assert "今、公開されている文" in editor.get(ENTRY).text
    write(editor)
    assert "誤りはありません" in editor.get(planned).text


def test_translations_are_looked_at(edited: EditedCity, editor: Desk, second: Desk) -> None:
    """A published change lists its translations until each is changed or confirmed."""
    address = write(editor, short="新しい答え。")
    step(editor, address, "send")
    step(second, address, "approve")
    assert "訳を見直す" in editor.get("/texts").text
    page = editor.get(f"{ENTRY}?language=en").text
    assert "このままでよい" in page
    assert "新しい答え。" in page
    assert editor.submit("/texts/looked", entry="answer:a", language="en").status_code == 303
    assert "訳を見直す" not in editor.get("/texts").text
    assert "訳を確かめました" in editor.get("/texts/history").text
    assert noted(editor)[-1] == ("hanako", "translation_looked_at", "answer:a en")


def test_what_is_not_there(edited: EditedCity, editor: Desk) -> None:
    """An entry or a language that the city does not have is not found."""
    for path in ("/texts/entries/answer:none", "/texts/entries/x", "/texts/changes/99"):
        assert editor.get(path).status_code == 404
    assert editor.submit(ENTRY, language="xx").status_code == 404


def test_a_stored_script_is_text(edited: EditedCity, editor: Desk) -> None:
    """Whatever an editor writes is shown as text on every page."""
    attack = '<script>alert(1)</script>"><img src=x>'
    address = write(editor, short=attack)
    for path in (address, ENTRY, "/texts", "/texts/history"):
        assert "<script>" not in editor.get(path).text
        assert "<img" not in editor.get(path).text


def test_an_entry_knows_its_past(edited: EditedCity, editor: Desk, second: Desk) -> None:
    """The page of a text leads to what was published of it; a value says where it is printed."""
    address = write(editor, short="新しい答え。")
    step(editor, address, "send")
    step(second, address, "approve")
    page = editor.get(ENTRY).text
    assert "この文章の変更" in page
    assert f'href="{address}"' in page
    assert "ページ「有効期限」" in editor.get("/texts/entries/value:2025.documents").text
