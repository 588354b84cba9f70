"""bot/console/board/routes.py: editors write the board, operators see it."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi import FastAPI

from tests.console.conftest import Desk
from tests.console.visiting import colleague, noted
from tests.house.serving import House

TAX = {"id": "tax", "version": "0", "phone": "044-000-0000"}


def board(desk: Desk) -> Any:
    """What the screen of a call shows."""
    return desk.client.get("/desk/board").json()


def today(desk: Desk) -> str:
    """The day of the tests."""
    return desk.console.gateway.now().date().isoformat()


def test_an_announcement_is_up_and_comes_down(editor: Desk) -> None:
    """A text is shown on its days and no longer once it is taken down; the audit has no word."""
    day = today(editor)
    answer = editor.submit("/board/announcements", text="窓口は15時まで", first=day, last=day)
    assert answer.status_code == 303
    editor.submit("/board/announcements", text="来年から", first="2099-01-01", last="2099-01-02")
    assert board(editor)["announcements"] == ["窓口は15時まで"]
    assert "これから" in editor.get("/board").text
    editor.submit("/board/announcements/1/remove")
    assert board(editor)["announcements"] == []
    assert noted(editor)[-3:] == [
        ("hanako", "announced", ""),
        ("hanako", "announced", ""),
        ("hanako", "announcement_removed", "1"),
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": ""},
        {"text": "あ" * 301},
        {"last": "2001-01-01"},
        {"last": "いつか"},
        {"first": "2099-12-31"},
    ],
)
def test_what_is_wrong_with_an_announcement(editor: Desk, wrong: dict[str, str]) -> None:
    """It is said on the page, and what was typed is still there."""
    form = {"text": "窓口は15時まで", "first": today(editor), "last": today(editor), **wrong}
    answer = editor.submit("/board/announcements", **form)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert form["text"] in answer.text
    assert board(editor)["announcements"] == []


def test_a_desk_is_filled_in(editor: Desk) -> None:
    """What an editor writes of a desk is on the screen of the next call; facts do not change."""
    assert editor.submit("/board/desks", **TAX, name="x").status_code == 303
    tax = next(desk for desk in board(editor)["desks"] if desk["id"] == "tax")
    assert (tax["phone"], tax["name"] == "x") == ("044-000-0000", False)
    assert noted(editor)[-1] == ("hanako", "desk_changed", "tax")


def test_two_editors_at_once_lose_nothing(editor: Desk, console: FastAPI, home: House) -> None:
    """Who comes second sees both texts, and saves knowingly."""
    other = colleague(console, home, "hanako")
    editor.submit("/board/desks", **TAX)
    late = other.submit("/board/desks", **{**TAX, "phone": "044-111-1111"})
    assert late.status_code == 409
    assert "044-000-0000" in late.text
    assert "044-111-1111" in late.text
    assert other.submit("/board/desks", **{**TAX, "version": "1"}).status_code == 303
    assert other.submit("/board/desks/tax/remove", version="1").status_code in (303, 409)


def test_pressed_twice_changes_once(editor: Desk) -> None:
    """The same form again is no conflict."""
    for _ in range(2):
        assert editor.submit("/board/desks", **TAX).status_code == 303
    assert [what for _, what, _ in noted(editor)].count("desk_changed") == 1


def test_a_new_desk_and_its_end(editor: Desk) -> None:
    """A desk of the editors' own has an id of its own, and can be taken away as it was shown."""
    new = {"id": "", "version": "0", "name": "介護の担当", "about": "介護保険"}
    assert editor.submit("/board/desks", **new).status_code == 303
    desk = board(editor)["desks"][-1]
    assert desk["name"] == "介護の担当"
    assert editor.submit(f"/board/desks/{desk['id']}/remove", version="9").status_code == 409
    assert editor.submit(f"/board/desks/{desk['id']}/remove", version="1").status_code == 303
    assert board(editor)["desks"][-1]["name"] != "介護の担当"


def test_operators_read_and_do_not_write(operator: Desk) -> None:
    """The page and its forms are the editors'; the board itself everybody's."""
    assert operator.get("/board").status_code == 403
    assert operator.submit("/board/desks", **TAX).status_code == 403
    assert board(operator)["desks"]


def test_a_script_is_text(editor: Desk) -> None:
    """Markup in any field is shown as it was typed."""
    script = "<script>alert(1)</script>"
    editor.submit("/board/announcements", text=script, first=today(editor), last=today(editor))
    editor.submit("/board/desks", id="", version="0", name=script, about=script, phone=script)
    assert script not in editor.get("/board").text
