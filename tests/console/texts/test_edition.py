"""bot/console/texts/edition.py and its parts: the next edition from its values to its day."""

from __future__ import annotations

import json
import re
from datetime import date
from html import unescape
from typing import Any

import pytest

from bot.content import Content, strict_yaml
from bot.content.editions import read_editions
from bot.conversation.unanswered import REFUSED
from bot.storage.ports.unanswered import UnansweredQuestion
from tests.console.conftest import Desk
from tests.console.texts.city import EditedCity, write
from tests.console.visiting import noted
from tests.content.folders import KAWASAKI, PHRASE
from tests.house.serving import StandIn

VALUES = "/texts/edition/values"
NUMBER = {"value:newsletter": "第190号(令和8年7月)"}


def form_of(desk: Desk) -> dict[str, str]:
    """The fields of the values as a browser would send them."""
    page = desk.get(VALUES).text
    fields = re.findall(r'<input[^>]* name="((?:value|place|seen):[^"]+)" value="([^"]*)"', page)
    fields += re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\n([^<]*)</textarea>', page)
    fields += re.findall(r'type="checkbox" name="([^"]+)" value="(1)" checked', page)
    return {name: unescape(value) for name, value in fields}


def begin(desk: Desk) -> None:
    """Makes the draft."""
    assert desk.submit("/texts/edition/begin").headers["location"] == VALUES


def fill_in(desk: Desk, **more: str) -> Any:
    """Every value held against the newsletter."""
    form = form_of(desk)
    done = {name.removeprefix("seen:"): "1" for name in form if name.startswith("seen:done:")}
    return desk.submit(VALUES, **{**form, **done, **NUMBER, **more})


def press(desk: Desk, what: str, **form: Any) -> Any:
    """The button at the end of the steps."""
    page = desk.get("/texts/edition").text
    take = re.findall(r'name="take" value="(\d+:\d+)" autocomplete="off" checked', page)
    return desk.submit("/texts/edition/publish", do=what, take=take, **form)


@pytest.fixture
def spoken(edited: EditedCity) -> EditedCity:
    """The city in one language, with the words for two papers and for sample people's results."""
    city = edited.files.folder / "city.yml"
    city.write_text(city.read_text(encoding="utf-8").replace("[ja, en]", "[ja]"), encoding="utf-8")
    whole = strict_yaml.load(KAWASAKI / "phrases" / "ja.yml")
    names = ("papers", "document", "outcome", "met", "fact", "desk")
    more = (f"{name}: {json.dumps(dict(whole[name]), ensure_ascii=False)}\n" for name in names)
    edited.files.phrase(PHRASE + "".join(more))
    return edited


def test_nothing_begins_by_itself(edited: EditedCity, editor: Desk) -> None:
    """The page says what will happen; the draft is made by a button and changes no answer."""
    assert "2026年の号を始める" in editor.get("/texts/edition").text
    assert editor.get(VALUES).status_code == 303
    begin(editor)
    begin(editor)
    page = editor.get("/texts/edition").text
    assert "0か所が済みました" in page
    assert "この日に公開する" not in page
    assert len(read_editions(edited.publisher.folder / "editions")) == 1
    assert [what for _, what, _ in noted(editor)].count("edition_begun") == 2


def test_values_with_their_sources(edited: EditedCity, editor: Desk) -> None:
    """Each value stands beside the one before it and its place in the newsletter."""
    begin(editor)
    page = editor.get(VALUES).text
    assert "1・2ページ「有効期限」の「原則」" in page
    assert "前の号: 2026-07-31" in page
    assert form_of(editor)["value:documents.ends"] == "2027-07-31"
    answer = editor.submit(VALUES, **form_of(editor), **{"done:documents.ends": "1"})
    assert answer.headers["location"] == f"{VALUES}?did=kept"
    assert "1か所が済みました" in editor.get("/texts/edition").text


def test_two_at_the_values(edited: EditedCity, editor: Desk, second: Desk) -> None:
    """Who writes other values adds to the same draft; who writes the same one sees both."""
    begin(editor)
    mine = form_of(second)
    phone, ends = "value:call_centre.phone", "value:documents.ends"
    editor.submit(VALUES, **{**form_of(editor), phone: "044-111-1111"})
    second.submit(VALUES, **{**mine, ends: "2027-07-30"})
    both = form_of(editor)
    assert (both[phone], both[ends]) == ("044-111-1111", "2027-07-30")
    late = second.submit(VALUES, **{**mine, phone: "044-222-2222"})
    assert late.status_code == 409
    assert "ほかの人の値" in late.text
    assert "044-111-1111" in late.text
    assert form_of(editor)[phone] == "044-111-1111"


def test_a_value_that_is_none(edited: EditedCity, editor: Desk) -> None:
    """What no edition can hold is said on the page of the steps, and it cannot be sent on."""
    begin(editor)
    assert fill_in(editor, **{"value:documents.ends": "2020-01-01"}).status_code == 303
    page = editor.get("/texts/edition").text
    assert "紙の期間の初めの日が" in page.partition('id="texts"')[0]
    assert '<button class="main" name="do" value="send" disabled>' in page
    empty = editor.submit(VALUES, **{**form_of(editor), "value:published": ""})
    assert empty.status_code == 422


def test_texts_that_speak_of_the_edition_before(edited: EditedCity, editor: Desk) -> None:
    """They are listed with a link, until they are changed; a draft of it is enough."""
    edited.files.write(
        (edited.files.texts / "first.yml").read_text().replace("短い答え。", "令和8年7月31日の紙。")
    )
    begin(editor)
    fill_in(editor)
    assert "/texts/entries/answer:a?language=ja" in editor.get("/texts/edition").text
    write(editor, short="{ends}の紙。")
    assert "/texts/entries/answer:a?language=ja" not in editor.get("/texts/edition").text


def test_published_by_a_second_person_on_a_day(
    spoken: EditedCity, editor: Desk, second: Desk
) -> None:
    """The last step sends all of it on, and a second editor says on which day it comes out."""
    begin(editor)
    fill_in(editor)
    write(editor, short="期限は{ends}です。")
    assert "/publish" in editor.get("/texts/edition").text
    assert press(editor, "send").headers["location"] == "/texts/edition?did=send#publish"
    assert "この日に公開する" not in editor.get("/texts/edition").text
    mine = press(editor, "approve", publish_on="2026-07-01")
    assert mine.status_code == 422
    page = second.get("/texts/edition").text
    assert 'value="2026-07-01" min="2025-10-01"' in page
    assert press(second, "approve", publish_on="2020-01-01").status_code == 422
    assert press(second, "approve", publish_on="2026-07-01").status_code == 303
    assert "2026-07-01 に公開" in second.get("/texts/edition").text
    assert len(read_editions(spoken.publisher.folder / "editions")) == 1


def test_published_at_once(spoken: EditedCity, editor: Desk, second: Desk) -> None:
    """With today's day it is in force at once: the old paper's day and the new one's are told."""
    begin(editor)
    fill_in(editor)
    write(editor, short="期限は{ends}です。")
    press(editor, "send")
    assert press(second, "approve", publish_on="2025-10-01").status_code == 303
    content = Content(spoken.files.folder, published=spoken.room)
    told = [content.words(day).conclusion("a") for day in (date(2026, 7, 31), date(2026, 8, 1))]
    assert "2026年)7月31日" in told[0]
    assert "2027年)7月31日" in told[1]
    assert "2027年の号を始める" in editor.get("/texts/edition").text


def test_an_edition_is_taken_back(edited: EditedCity, editor: Desk, second: Desk) -> None:
    """One key takes a published edition away again."""
    begin(editor)
    fill_in(editor)
    press(editor, "send")
    press(second, "approve", publish_on="2025-10-01")
    assert len(read_editions(edited.publisher.folder / "editions")) == 2
    number = edited.publisher.store.published("city")[0].id
    page = editor.get(f"/texts/changes/{number}").text
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version is not None
    done = editor.submit(f"/texts/changes/{number}", do="undo", version=version[1])
    assert done.status_code == 303
    assert len(read_editions(edited.publisher.folder / "editions")) == 1


def test_two_days_side_by_side(spoken: EditedCity, editor: Desk) -> None:
    """The last day of the old paper beside the first of the new one; only what differs."""
    begin(editor)
    write(editor, short="期限は{ends}です。")
    page = editor.get("/texts/edition/preview").text
    assert "2026-07-31 と 2026-08-01 の答え" in page
    assert "<del>" in page
    assert "2026年)7月31日" in page
    assert "2027年)7月31日" in page
    assert "[電話の読み上げ]" in page
    same = "left=2026-08-02&right=2026-08-02"
    assert "同じです" in editor.get(f"/texts/edition/preview?{same}").text
    assert "短い答え" in editor.get(f"/texts/edition/preview?{same}&every=1").text


def test_questions_that_are_answered_now(edited: EditedCity, editor: Desk, rasa: StandIn) -> None:
    """A question that was asked in vain stands beside the changed text that it is about."""
    store = editor.console.gateway.stores.unanswered
    asked, other = "出産一時金はいくらですか", "ぜんぜん違うことです"
    for words in (asked, other):
        store.add([UnansweredQuestion("2025-10-01T09", "web", words, REFUSED, "")])
    rasa.meanings[asked] = [("out_of_scope", 0.99), ("a", 0.005)]
    rasa.meanings[other] = [("out_of_scope", 0.99), ("b", 0.005)]
    begin(editor)
    write(editor, short="出産一時金は、窓口で申請します。")
    page = editor.get("/texts/edition/questions").text
    hits, _, rest = page.partition('id="rest"')
    assert asked in hits
    assert "新しい文" in hits
    assert other in rest


def test_questions_while_rasa_is_down(edited: EditedCity, editor: Desk, rasa: StandIn) -> None:
    """That nothing can be understood is said, and all questions are there."""
    store = editor.console.gateway.stores.unanswered
    store.add([UnansweredQuestion("2025-10-01T09", "web", "出産一時金は", REFUSED, "")])
    begin(editor)
    write(editor, short="出産一時金は、窓口で申請します。")
    rasa.meanings["出産一時金は"] = None
    page = editor.get("/texts/edition/questions").text
    assert "今は止まっています" in page
    assert "出産一時金は" in page.partition('id="rest"')[2]


def test_answers_are_compared(edited: EditedCity, editor: Desk) -> None:
    """Who has held answers against the newsletter says so with a tick each."""
    begin(editor)
    answer = editor.submit("/texts/edition/compared", answer=["a", "b"])
    assert answer.status_code == 303
    page = editor.get("/texts").text
    assert page.count('href="/texts/changes/') == 3
    assert noted(editor)[-1] == ("hanako", "edition_compared", "2")


def test_only_editors(edited: EditedCity, operator: Desk) -> None:
    """Operators see nothing of it."""
    for path in ("", "/values", "/preview", "/questions"):
        assert operator.get(f"/texts/edition{path}").status_code == 403
