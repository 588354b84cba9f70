"""The line: what is loaded when, lost lines, tabs, erasing, leaving."""

from __future__ import annotations

import json
import re
import time
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Request, Route, expect

from tests.e2e.watching import MESSAGES, Hold, Visit, Watched, Window, cut_line

pytestmark = pytest.mark.e2e

QUESTION = "電子証明書を更新するにはどうすればいいですか"
NEUTRAL = "https://www.city.kawasaki.jp/"
KEY = "kokuho-chat"
BODY: dict[str, Any] = {
    "code": "unavailable",
    "message": "今、うまく動いていません。",
    "id": "0a1b2c3d",
}


def ids(requests: list[Request]) -> list[str]:
    """The message ids, in the order in which they were sent."""
    return [r.post_data_json["id"] for r in requests]


def token(request: Request) -> str:
    """The conversation that a message went to."""
    return request.headers["authorization"].removeprefix("Bearer ")


def kept(window: Window) -> dict[str, Any] | None:
    """What the tab keeps of the talk."""
    found = window.page.evaluate("(key) => sessionStorage.getItem(key)", KEY)
    return json.loads(found) if found else None


def refusing(times: int, status: int, **headers: str) -> Any:
    """Answers so many times with an error before it lets the messages through."""
    left = [times]

    def handle(route: Route) -> None:
        left[0] -= 1
        if left[0] >= 0:
            route.fulfill(status=status, json={"error": BODY}, headers=headers)
        else:
            route.continue_()

    return handle


def test_nothing_but_the_launcher_before_the_click(visit: Visit) -> None:
    """Before the click the widget is one file, keeps nothing, and has called nobody."""
    watched = visit()
    window = watched.window()
    window.page.goto(window.url)
    expect(window.launcher).to_be_visible()
    window.page.wait_for_load_state("networkidle")
    asked = [urlsplit(r.url).path for r in watched.requests]
    widget = [path for path in asked if path.startswith("/widget/") and "/pages/" not in path]
    assert widget == ["/widget/launcher.js"]
    assert [path for path in asked if path.startswith("/api/")] == []
    assert watched.context.cookies() == []
    assert window.page.evaluate("sessionStorage.length + localStorage.length") == 0


def test_every_file_is_loaded_once(visit: Visit) -> None:
    """Closing and opening again loads nothing and begins nothing anew."""
    watched = visit()
    window = watched.window().open()
    expect(window.button("声で入力")).to_be_visible()  # the last file that opening loads
    before = len(watched.requests)
    window.button("閉じる").click()
    window.launcher.click()
    expect(window.box).to_be_focused()
    assert watched.requests[before:] == []


def test_offline_and_back(visit: Visit) -> None:
    """A lost line is said, the words are kept as not sent, and go out once when it is back."""
    watched = visit()
    window = watched.window().open()
    window.lines_break = True
    cut_line(window.page)
    window.box.fill(QUESTION)
    window.box.press("Enter")
    expect(window.status).to_have_text(re.compile("つながりません"))
    expect(window.mine).to_have_text(re.compile(f"{QUESTION}.*未送信", re.DOTALL))
    window.box.fill("コールセンターの電話番号を教えてください")
    window.box.press("Enter")
    expect(window.mine).to_have_count(2)
    watched.context.set_offline(False)
    expect(window.log.get_by_text("未送信")).to_have_count(0)
    expect(window.status).to_have_text("")
    expect(window.cards.last).to_have_text(re.compile("044-200-0783"))
    answered = [r for r in watched.sent("POST", "/messages") if r.response()]
    assert [r.post_data_json["text"][:4] for r in answered] == [QUESTION[:4], "コールセ"]
    assert window.log.get_by_text("電子証明書の更新", exact=False).count() >= 1


def test_offline_before_the_first_answer_survives_a_reload(visit: Visit) -> None:
    """What waits to be sent waits over a reload, and goes out with the same id."""
    watched = visit()
    window = watched.window().open()
    window.lines_break = True
    window.page.route(MESSAGES, lambda route: route.abort())
    window.box.fill(QUESTION)
    window.box.press("Enter")
    expect(window.log.get_by_text("未送信")).to_be_visible()
    window.page.unroute(MESSAGES)
    window.page.reload()
    window.launcher.click()
    expect(window.mine).to_have_text(re.compile(QUESTION))
    expect(window.cards.last).to_have_text(re.compile("電子証明書"))
    expect(window.status).to_have_text("")
    assert len(set(ids(watched.sent("POST", "/messages")))) == 1
    expect(window.mine).to_have_count(1)


def test_a_lost_answer_is_not_asked_twice(visit: Visit) -> None:
    """The message arrived and its answer was lost: the same id gets the same answer, once."""
    watched = visit()
    window = watched.window().open()
    window.lines_break = True
    lost: list[str] = []

    def lose_first(route: Route) -> None:
        if lost:
            route.continue_()
            return
        lost.append(route.fetch().text())
        route.abort()

    window.page.route(MESSAGES, lose_first)
    before = window.cards.count()
    window.ask(QUESTION)
    sent = watched.sent("POST", "/messages")
    assert len(sent) == 2
    assert len(set(ids(sent))) == 1
    response = sent[-1].response()
    assert response is not None
    assert response.json()["cards"] == json.loads(lost[0])["cards"]
    assert window.cards.count() - before == len(json.loads(lost[0])["cards"])


@pytest.mark.parametrize("status", [500, 503])
def test_a_failing_server_is_tried_again(visit: Visit, status: int) -> None:
    """The server's sentence is shown, and the same message is sent until it is answered."""
    watched = visit()
    window = watched.window().open()
    window.lines_break = True
    window.page.route(MESSAGES, refusing(1, status))
    window.box.fill(QUESTION)
    window.box.press("Enter")
    expect(window.status).to_have_text(BODY["message"])
    expect(window.cards.last).to_have_text(re.compile("電子証明書"))
    expect(window.status).to_have_text("")
    sent = watched.sent("POST", "/messages")
    assert len(sent) == 2
    assert len(set(ids(sent))) == 1


def test_too_many_waits_as_long_as_the_server_says(visit: Visit) -> None:
    """429: the sentence is shown, and the message goes out after Retry-After, not before."""
    watched = visit()
    window = watched.window().open()
    window.lines_break = True
    times: list[float] = []
    window.page.on("request", lambda r: MESSAGES.search(r.url) and times.append(time.monotonic()))
    window.page.route(MESSAGES, refusing(1, 429, **{"Retry-After": "2"}))
    window.box.fill(QUESTION)
    window.box.press("Enter")
    expect(window.status).to_have_text(BODY["message"])
    expect(window.cards.last).to_have_text(re.compile("電子証明書"))
    assert len(times) == 2
    assert 1.9 <= times[1] - times[0] <= 4
    assert len(set(ids(watched.sent("POST", "/messages")))) == 1


def test_what_is_refused_comes_back_into_the_box(visit: Visit) -> None:
    """422: the reason is shown, and the words can be put right."""
    watched = visit()
    window = watched.window().open()
    window.lines_break = True
    window.page.route(MESSAGES, refusing(1, 422))
    window.box.fill(QUESTION)
    window.box.press("Enter")
    expect(window.log.get_by_text(BODY["message"])).to_be_visible()
    expect(window.box).to_have_value(QUESTION)
    window.answer(lambda: window.box.press("Enter"))
    assert len(set(ids(watched.sent("POST", "/messages")))) == 2


def test_a_page_of_something_in_between_is_no_answer(visit: Visit) -> None:
    """A hotel's login page in place of an answer counts as a lost line."""
    watched = visit()
    window = watched.window().open()
    pages = [1]

    def log_in_first(route: Route) -> None:
        if pages.pop() if pages else 0:
            route.fulfill(status=200, content_type="text/html", body="<h1>Log in</h1>")
        else:
            route.continue_()

    window.page.route(MESSAGES, log_in_first)
    window.ask(QUESTION)
    expect(window.cards.last).to_have_text(re.compile("電子証明書"))
    assert len(set(ids(watched.sent("POST", "/messages")))) == 1


def test_a_double_click_sends_once(visit: Visit) -> None:
    """Two clicks on 「送信」 or on a choice are one message."""
    watched = visit()
    window = watched.window().open()
    window.box.fill(QUESTION)
    window.answer(lambda: window.button("送信").dblclick())
    assert len(watched.sent("POST", "/messages")) == 1
    window.ask("資格確認書はいつまで使えますか")
    hold = Hold()
    window.page.route(MESSAGES, hold)
    window.button("わからない").dblclick()
    window.answer(hold.release)
    expect(window.mine).to_have_count(3)
    assert len(watched.sent("POST", "/messages")) == 3


def test_messages_go_one_after_the_other(visit: Visit) -> None:
    """What is typed while an answer is on its way waits for it; the order stays."""
    watched = visit()
    window = watched.window().open()
    hold = Hold()
    window.page.route(MESSAGES, hold)
    for words in (QUESTION, "コールセンターの電話番号を教えてください"):
        window.box.fill(words)
        window.box.press("Enter")
    expect(window.mine).to_have_count(2)
    assert len(watched.sent("POST", "/messages")) == 1
    hold.release()
    expect(window.cards.last).to_have_text(re.compile("044-200-0783"))
    expect(window.status).to_have_text("")
    assert len(watched.sent("POST", "/messages")) == 2


def test_two_tabs_are_two_talks(visit: Visit) -> None:
    """Each tab has its own conversation, and shows nothing of the other."""
    watched = visit()
    one, other = watched.window().open(), watched.window().open()
    one.ask("資格確認書はいつまで使えますか")
    other.ask("コールセンターの電話番号を教えてください")
    one.ask("昭和31年4月5日です")
    tokens = [token(r) for r in watched.sent("POST", "/messages")]
    assert tokens[0] == tokens[2] != tokens[1]
    assert "昭和" not in other.log.inner_text()
    assert "電話番号を" not in one.log.inner_text()
    expect(one.cards.last).to_contain_text("令和8年(2026年)4月30日")


def test_a_duplicated_tab_is_a_talk_of_its_own(visit: Visit) -> None:
    """The browser copies what a tab keeps; the talk stays with the first one all the same."""
    watched = visit()
    one = watched.window().open()
    one.ask(QUESTION)
    with watched.context.expect_page() as opened:
        one.page.evaluate("window.open(location.href)")
    other = Window(opened.value, watched.url)
    watched.windows.append(other)
    assert kept(other) is not None
    other.unfold()
    expect(other.mine).to_have_count(0)
    other.ask("コールセンターの電話番号を教えてください")
    tokens = [token(r) for r in watched.sent("POST", "/messages")]
    assert len(set(tokens)) == 2


def test_a_reload_keeps_the_talk(visit: Visit) -> None:
    """After a reload the same words stand there, and the talk goes on; a new tab has nothing."""
    watched = visit()
    window = watched.window().open()
    window.ask("資格確認書はいつまで使えますか")
    before = window.log.inner_text()
    window.page.reload()
    window.launcher.click()
    expect(window.mine).to_have_count(1)
    assert window.log.inner_text() == before
    window.ask("昭和31年4月5日です")
    expect(window.cards.last).to_contain_text("令和8年(2026年)4月30日")
    assert len({token(r) for r in watched.sent("POST", "/messages")}) == 1
    assert len(watched.sent("POST", "/conversations")) == 1
    fresh = watched.window().open()
    expect(fresh.mine).to_have_count(0)


def test_erasing_erases_here_and_there(visit: Visit) -> None:
    """「消去」 asks once, wipes the tab and the server at once, and begins a new talk."""
    watched = visit()
    window = watched.window().open()
    window.ask(QUESTION)
    [old] = [token(r) for r in watched.sent("POST", "/messages")]
    window.button("メニュー").click()
    window.chat.get_by_text("消去", exact=True).click()
    expect(window.mine).to_have_count(1)
    with window.page.expect_response(re.compile("/api/conversation$")) as answered:
        window.button("消去する").click()
    assert answered.value.status == 204
    expect(window.mine).to_have_count(0)
    expect(window.log.get_by_text("消去しました")).to_be_visible()
    assert window.focused() != ""
    assert QUESTION not in json.dumps(kept(window), ensure_ascii=False)
    assert _status(watched, old) == 410
    window.ask("コールセンターの電話番号を教えてください")
    assert token(watched.sent("POST", "/messages")[-1]) != old


def _status(watched: Watched, old: str) -> int:
    """How the server answers to a message for the conversation `old`."""
    answer = watched.context.request.post(
        f"{watched.url}api/messages",
        data={"id": "after-the-wipe", "text": "期限"},
        headers={"Authorization": f"Bearer {old}"},
    )
    return answer.status


def test_a_talk_that_is_gone_is_begun_anew(visit: Visit) -> None:
    """410: it is said kindly, and the question is sent again in a new conversation."""
    watched = visit()
    window = watched.window().open()
    window.lines_break = True
    window.ask(QUESTION)
    old = token(watched.sent("POST", "/messages")[0])
    watched.context.request.delete(
        f"{watched.url}api/conversation", headers={"Authorization": f"Bearer {old}"}
    )
    window.ask("コールセンターの電話番号を教えてください")
    expect(window.log.get_by_text(re.compile("新しく始め"))).to_be_visible()
    expect(window.cards.last).to_have_text(re.compile("044-200-0783"))
    expect(window.mine).to_have_count(2)
    assert len(watched.sent("POST", "/conversations")) == 2


def _neutral(watched: Watched, window: Window) -> None:
    """Puts a page of our own where the neutral page is: nothing leaves this machine."""
    window.known.add(urlsplit(NEUTRAL).hostname or "")
    watched.context.route(
        f"{NEUTRAL}**",
        lambda route: route.fulfill(content_type="text/html", body="<title>市</title>"),
    )


@pytest.mark.parametrize("way", ["button", "escape"])
def test_leaving_at_once(visit: Visit, way: str) -> None:
    """A neutral page takes this one's place; the talk is gone here, there and in the history."""
    watched = visit()
    window = watched.window()
    _neutral(watched, window)
    page = window.page
    page.goto(f"{window.url}embed")
    window.open()
    window.ask(QUESTION)
    old = token(watched.sent("POST", "/messages")[0])
    with page.expect_request(lambda r: r.method == "DELETE") as wiped:
        if way == "button":
            window.leave()
        else:
            for _ in range(3):
                page.keyboard.press("Escape")
    page.wait_for_url(NEUTRAL)
    assert token(wiped.value) == old
    page.go_back()
    assert page.url == f"{window.url}embed"
    assert kept(window) is None
    page.go_forward()
    assert page.url == NEUTRAL
    _wait_until_wiped(watched, old)
    window.open()
    expect(window.mine).to_have_count(0)


def _wait_until_wiped(watched: Watched, old: str) -> None:
    deadline = time.monotonic() + 5
    while _status(watched, old) != 410:
        assert time.monotonic() < deadline, "the server still knows the talk"


def test_leaving_without_a_line(visit: Visit) -> None:
    """Without a line, too, the talk is off the screen and out of the tab at once."""
    watched = visit()
    window = watched.window().open()
    window.lines_break = True
    window.ask(QUESTION)
    window.known.add(urlsplit(NEUTRAL).hostname or "")
    watched.context.route(f"{NEUTRAL}**", lambda route: route.abort())
    cut_line(window.page)
    window.leave()
    expect(window.page.get_by_text(QUESTION)).to_be_hidden()
    watched.context.set_offline(False)
    window.page.goto(f"{window.url}embed")
    assert kept(window) is None


def test_escape_twice_or_slowly_does_not_leave(visit: Visit) -> None:
    """Esc twice only closes; the talk is still there."""
    watched = visit()
    window = watched.window().open()
    window.ask(QUESTION)
    for _ in range(2):
        window.page.keyboard.press("Escape")
    expect(window.launcher).to_be_focused()
    window.launcher.click()
    expect(window.mine).to_have_count(1)
    assert window.page.url == window.url


def test_what_is_kept_holds_no_more_than_the_talk(visit: Visit) -> None:
    """The look is kept for good and says nothing of the person; the talk is the tab's alone."""
    watched = visit()
    window = watched.window().open()
    window.ask("母は昭和26年1月20日生まれです。資格確認書はいつまで使えますか")
    window.button("メニュー").click()
    window.chat.get_by_role("checkbox", name="ふりがな").check()
    held = json.loads(window.page.evaluate("JSON.stringify(localStorage)"))
    assert set(held) == {KEY}
    assert set(json.loads(held[KEY])) <= {"furigana", "large"}
    assert "昭和26年" in json.dumps(kept(window), ensure_ascii=False)
