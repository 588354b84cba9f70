"""bot/console/texts/changes.py: a second person approves, on a day or at once, and back."""

from __future__ import annotations

import re

import pytest

from bot.content import Content
from tests.console.conftest import Desk
from tests.console.texts.city import ENTRY, EditedCity, step, write
from tests.console.visiting import noted


def test_a_second_person_publishes(edited: EditedCity, editor: Desk, second: Desk) -> None:
    """Who wrote it cannot approve it; another editor can, and the answer is another one then."""
    address = write(editor, short="新しい答え。")
    assert step(editor, address, "approve").status_code == 422  # nobody was asked yet
    assert step(editor, address, "send").status_code == 303
    own = step(editor, address, "approve")
    assert (own.status_code, edited.short()) == (422, "短い答え。")
    assert "書いた人は、承認できません" in own.text
    assert step(second, address, "approve").status_code == 303
    assert edited.short() == "新しい答え。"
    assert "jiro" in editor.get("/texts/history").text
    assert [what for _, what, _ in noted(editor)][-3:] == [
        "text_written",
        "text_sent",
        "text_approved",
    ]


def test_an_office_with_one_editor(edited: EditedCity, editor: Desk, administrator: Desk) -> None:
    """An administrator approves, sends back and takes back, and writes, sends and ends nothing."""
    address = write(editor, short="新しい答え。")
    assert step(administrator, address, "send").status_code == 403
    assert step(administrator, address, "withdraw").status_code == 403
    assert "文を直せるのは" in administrator.get(ENTRY).text
    step(editor, address, "send")
    page = administrator.get(address).text
    assert "承認する" in page
    assert "取りやめる" not in page
    assert step(administrator, address, "back").status_code == 303
    step(editor, address, "send")
    assert step(administrator, address, "approve").status_code == 303
    assert edited.short() == "新しい答え。"
    assert step(administrator, address, "undo").status_code == 303
    assert edited.short() == "短い答え。"


def test_one_key_back(edited: EditedCity, editor: Desk, second: Desk) -> None:
    """A published change is taken back by one press, and the history has both."""
    address = write(editor, short="新しい答え。")
    step(editor, address, "send")
    step(second, address, "approve")
    assert step(editor, address, "undo").status_code == 303
    assert edited.short() == "短い答え。"
    assert "前の文に戻しました" in editor.get("/texts/history").text
    twice = step(editor, address, "undo")
    assert twice.status_code == 422


def test_what_a_check_refuses_goes_to_nobody(edited: EditedCity, editor: Desk) -> None:
    """A draft with a mistake is kept and says what is wrong; it cannot be sent."""
    address = write(editor, short="{fone}へお電話ください。")
    assert "{fone} という印はありません" in editor.get(address).text
    assert step(editor, address, "send").status_code == 422
    assert "下書き" in editor.get("/texts").text


def test_all_languages_in_one_change(edited: EditedCity, editor: Desk) -> None:
    """What must change in every language at once is one change, written language by language."""
    address = write(editor, short="{phone}へ。")
    page = editor.get(address).text
    assert f'<a href="{ENTRY}?language=en">英語の「結論」: ' in page
    assert write(editor, "en", short="Call {phone}.") == address
    page = editor.get(address).text
    assert "誤りはありません" in page
    assert "Call 044-200-0783." in page
    assert step(editor, address, "send").status_code == 303


@pytest.mark.parametrize("day", ["", "いつか", "2001-01-01", "2025-10-01"])
def test_a_day_to_come(edited: EditedCity, editor: Desk, second: Desk, day: str) -> None:
    """A day of publication lies after today."""
    address = write(editor, short="新しい答え。")
    step(editor, address, "send")
    answer = step(second, address, "approve", when="day", publish_on=day)
    assert answer.status_code == 422
    assert "今日より後" in answer.text
    assert step(second, address, "approve", when="day", publish_on="2026-08-01").status_code == 303
    assert edited.short() == "短い答え。"
    assert "2026-08-01" in editor.get("/texts").text


def test_who_was_slower_is_told(edited: EditedCity, editor: Desk, second: Desk) -> None:
    """A step with a change that is another one by now is not taken."""
    address = write(editor, short="新しい答え。")
    step(editor, address, "send")
    write(editor, short="もっと新しい答え。")  # a draft again
    assert step(second, address, "approve").status_code == 422
    step(editor, address, "send")
    late = step(second, address, "approve", version="1")
    assert "ほかの人が先に変えました" in late.text
    assert edited.short() == "短い答え。"
    assert step(second, address, "withdraw").status_code == 303
    assert step(second, address, "send").status_code == 422


def test_as_of_a_day(edited: EditedCity, editor: Desk) -> None:
    """A change is shown as it will be on a day, before and after it, at each channel."""
    write(editor, short="{renewal}の答え。")
    address = write(editor, "en", short="Of {renewal}.")
    page = editor.get(f"{address}?on=2026-08-01").text
    assert "令和7年(2025年)7月の答え。" in page
    assert "Of July 2025 (Reiwa 7)." in page
    assert "LINE の文字" in page
    assert "電話の読み上げ" in page
    for wrong in ("{fone}の答え。", "{phone:>999999999}"):
        write(editor, short=wrong)
        assert "この日の文は、作れません" in editor.get(address).text


def test_a_value_shows_what_it_changes(edited: EditedCity, editor: Desk) -> None:
    """A value of the edition is changed the same way, and its page shows what it changes."""
    form = {"text-documents.ends": "2026-07-30"}
    page = editor.get("/texts/entries/value:2025.documents").text
    seen = page.partition('name="seen-documents.ends" value="')[2].partition('"')[0]
    answer = editor.submit(
        "/texts/entries/value:2025.documents",
        language="ja",
        **form,
        **{"seen-documents.ends": seen},
    )
    assert answer.status_code == 303, answer.text
    shown = editor.get(answer.headers["location"]).text
    assert "<del>31</del><ins>30</ins>" in shown


def test_a_script_that_branches(edited: EditedCity, editor: Desk) -> None:
    """What is read after each choice is previewed, and the page to write in names the marks."""
    edited.files.label("notice: お知らせ, certificate: 確認書")
    editor.console.gateway.content = Content(edited.files.folder, published=edited.room)
    script = "{if_notice}再発行します。{if_certificate}わかりません。{if_unknown}どちらですか。"
    address = write(editor, script=script)
    page = editor.get(address).text
    assert "「お知らせ」と聞いたとき" in page
    told = re.findall("<(h5|p)>([^<]+)</", page[page.index("まだ何も聞いていないとき") - 4 :])
    assert [text for _, text in told] == [
        *("まだ何も聞いていないとき", "再発行します。", "わかりません。", "どちらですか。"),
        *("「お知らせ」と聞いたとき", "再発行します。"),
        *("「確認書」と聞いたとき", "わかりません。"),
    ]
    page = editor.get(ENTRY).text
    assert "<code>{if_certificate}</code> 確認書" in page
    assert "<code>{if_bank}</code>" not in page


def test_a_branch_that_is_forgotten(edited: EditedCity, editor: Desk) -> None:
    """Whom nothing would be read to is a complaint in the editor's words."""
    address = write(editor, script="{if_notice}再発行します。")
    assert "{if_certificate} と答えた方に読む文がありません。" in editor.get(address).text
