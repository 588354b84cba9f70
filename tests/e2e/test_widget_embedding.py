"""The chat on pages of other sites."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.e2e.watching import Elsewhere, Visit, Watched, Window

pytestmark = pytest.mark.e2e

QUESTION = "電子証明書を更新するにはどうすればいいですか"


def tag(gateway: str, **data: str) -> str:
    """The one tag that a page needs."""
    more = "".join(f' data-{name}="{value}"' for name, value in data.items())
    return f'<script type="module" src="{gateway}widget/launcher.js"{more}></script>'


def csp(gateway: str) -> str:
    """The strictest policy that /embed tells such a page to have."""
    host = gateway.rstrip("/")
    return f"default-src 'none'; script-src {host}; style-src {host}; connect-src {host}"


def enter(watched: Watched, site: Elsewhere, **data: str) -> Window:
    """A window on a page of `site` with the tag on it."""
    site.page(tag(watched.url, **data), csp(watched.url))
    window = watched.window()
    window.page.goto(site.url)
    return window


def test_works_on_a_configured_site(visit: Visit, elsewhere: Elsewhere) -> None:
    """One tag under a strict policy: questions, choices, dates, feedback, erasing, reload."""
    watched = visit()
    window = enter(watched, elsewhere).unfold()
    window.ask("資格確認書はいつまで使えますか")
    form = window.log.get_by_role("group", name="日付を入れる")
    form.get_by_role("radio", name="昭和").check()
    for name, value in {"年": "26", "月": "1", "日": "20"}.items():
        form.get_by_role("textbox", name=name, exact=True).fill(value)
    window.answer(window.button("この日付を送る").click)
    expect(window.cards.last).to_contain_text("令和8年(2026年)1月19日")
    window.answer(window.button("どれもない").click)
    window.button("はい").click()
    expect(window.log.get_by_text("ありがとうございます")).to_be_visible()
    window.page.reload()
    window.launcher.click()
    expect(window.mine).to_have_count(3)
    window.button("メニュー").click()
    window.chat.get_by_text("消去", exact=True).click()
    window.button("消去する").click()
    expect(window.log.get_by_text("消去しました")).to_be_visible()
    assert {urlsplit(r.url).port for r in watched.requests} == {
        urlsplit(elsewhere.url).port,
        urlsplit(watched.url).port,
    }


def test_no_cookie_on_another_site(visit: Visit, elsewhere: Elsewhere) -> None:
    """The talk hangs on the site's origin, not on a cookie; no request carries or sets one."""
    watched = visit()
    enter(watched, elsewhere).unfold().ask(QUESTION)
    assert watched.context.cookies() == []
    for request in watched.sent("POST", "/conversations") + watched.sent("POST", "/messages"):
        headers = request.all_headers()
        assert headers["origin"] == elsewhere.origin
        assert "cookie" not in headers
        response = request.response()
        assert response is not None
        assert "set-cookie" not in response.all_headers()


def test_a_talk_of_another_site_cannot_be_taken_home(visit: Visit, elsewhere: Elsewhere) -> None:
    """The token of a talk on one site is of no use on another."""
    watched = visit()
    enter(watched, elsewhere).unfold().ask(QUESTION)
    [message] = watched.sent("POST", "/messages")
    headers = {"Authorization": message.headers["authorization"]}
    home = watched.context.request
    body = {"id": "taken-home", "text": "期限"}
    answer = home.post(f"{watched.url}api/messages", data=body, headers=headers)
    assert answer.status == 401
    assert answer.json()["error"]["code"] == "no_conversation"


def test_refused_on_any_other_site(visit: Visit, stranger: Elsewhere) -> None:
    """A site that is not configured gets the code, but no conversation; that is said."""
    watched = visit()
    window = enter(watched, stranger)
    window.lines_break = window.foreign = True
    with window.page.expect_event("requestfailed", lambda r: r.url.endswith("/conversations")):
        window.launcher.click()
    expect(window.status).to_have_text(re.compile("つながりません"))
    expect(window.cards).to_have_count(1)
    assert watched.sent("POST", "/messages") == []


def test_attributes_of_the_tag(visit: Visit, elsewhere: Elsewhere) -> None:
    """data-label, data-position and data-exit do what /embed says."""
    watched = visit(viewport={"width": 1000, "height": 700})
    away = f"{elsewhere.url}away"
    window = enter(watched, elsewhere, label="国保のことを聞く", position="left", exit=away)
    launcher = window.page.get_by_role("button", name="国保のことを聞く")
    box = launcher.bounding_box()
    assert box is not None
    assert box["x"] < 100
    launcher.click()
    expect(window.cards.first).to_be_visible()
    panel = window.chat.bounding_box()
    assert panel is not None
    assert panel["x"] < 100
    window.leave()
    window.page.wait_for_url(away)


@pytest.mark.parametrize(
    "exit_to", ["javascript:document.title='x'", "data:text/html,x", "//x.test"]
)
def test_leaving_goes_to_a_web_page_only(visit: Visit, elsewhere: Elsewhere, exit_to: str) -> None:
    """A data-exit that is no address of a page is not followed; the city's own page is."""
    watched = visit()
    window = enter(watched, elsewhere, exit=exit_to).unfold()
    window.known.add("www.city.kawasaki.jp")
    watched.context.route("https://**", lambda r: r.fulfill(content_type="text/html", body="市"))
    window.leave()
    window.page.wait_for_url("https://www.city.kawasaki.jp/")


def test_an_element_of_the_pages_own(visit: Visit, elsewhere: Elsewhere) -> None:
    """A page that has put <kokuho-chat> in itself, or the tag twice, gets one chat."""
    watched = visit()
    own = '<kokuho-chat data-label="ここで聞く"></kokuho-chat>'
    elsewhere.page(own + tag(watched.url) * 2, csp(watched.url))
    window = watched.window()
    window.page.goto(elsewhere.url)
    expect(window.page.get_by_role("button", name="ここで聞く")).to_be_visible()
    expect(window.page.locator("kokuho-chat")).to_have_count(1)


def test_the_page_that_shows_how(visit: Visit) -> None:
    """/embed has the tag, the setting and the policy, and a chat that works."""
    watched = visit()
    window = watched.window()
    window.page.goto(f"{watched.url}embed")
    for words in (
        "launcher.js",
        "BOT_ORIGINS",
        "script-src",
        "style-src",
        "connect-src",
        "data-exit",
    ):
        expect(window.page.get_by_text(words).first).to_be_visible()
    window.page.get_by_role("button", name="置いた例を試す").click()
    expect(window.cards.first).to_be_visible()
    window.ask(QUESTION)
