"""bot/console/figures/routes.py: the page, the picture and the table tell the same."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta
from html import unescape
from typing import Any
from xml.etree import ElementTree

import pytest
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.console.figures import routes as figures
from bot.console.figures.reporting import Period, report
from bot.console.figures.routes import as_csv
from bot.console.shared.access import overseeing
from bot.conversation.feedback import Feedback
from bot.conversation.service import CompletedTurn
from bot.conversation.statistics import DAYS_KEPT, Statistics
from bot.storage.ports.statistics import Counted, Key, Tally
from bot.storage.stores import Stores
from tests.console.conftest import Desk
from tests.console.counting import TODAY, periods
from tests.house.serving import NOW, House, is_error

PATHS = ("/figures", "/figures.svg", "/figures.csv", "/figures/menu.csv")
WORDS = "山田花子ですが保険証をなくしました"
HOUR = "2025-10-01T10"


@pytest.fixture(autouse=True)
def own_figures(home: House, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Figures of this test alone."""
    own = Stores.local(tmp_path / "own")
    counted = Statistics(own.statistics, lambda: NOW, presses=own.presses)
    monkeypatch.setattr(home.gateway, "statistics", counted)
    monkeypatch.setattr(home.gateway, "feedback", Feedback(own.votes))


def count(desk: Desk, *cards: Counted) -> None:
    """Writes these into the figures."""
    for key, tally in cards:
        desk.console.gateway.statistics._add(key, tally)


def at(hour: str, answer_id: str = "debit_start", channel: str = "web", **more: int) -> Counted:
    """A count; without more one that was answered."""
    return Key(hour, channel, answer_id), Tally(**(more or {"answered": 1}))


def tables(page: str) -> dict[str, list[list[str]]]:
    """The tables of a page by their captions: rows of cells, with the heads."""
    found = {}
    for table in re.findall(r"<table.*?</table>", page, re.S):
        caption = re.search(r"<caption[^>]*>(.*?)</caption>", table, re.S)
        assert caption is not None
        rows = re.findall(r"<tr>(.*?)</tr>", table, re.S)
        found[unescape(caption[1])] = [
            [
                unescape(re.sub(r"<[^>]+>", "", cell)).strip()
                for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)
            ]
            for row in rows
        ]
    return found


def number(text: str) -> int:
    """What a cell counts, without commas and 件."""
    return int(text.replace(",", "").removesuffix("件"))


def rows(table: str) -> list[dict[str, str]]:
    """The rows of a CSV file as Excel reads it."""
    assert table.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(table.removeprefix("\ufeff"), newline="")))


def needs(dependant: Dependant, call: object) -> bool:
    """Does it depend on `call`, itself or through another?"""
    return dependant.call is call or any(needs(it, call) for it in dependant.dependencies)


def test_all_addresses_are_for_editors() -> None:
    """The addresses of the figures, and no others, are for an editor or an administrator."""
    found = [route for route in figures.routes.routes if isinstance(route, APIRoute)]
    assert sorted(route.path for route in found) == sorted(PATHS)
    assert [route.path for route in found if not needs(route.dependant, overseeing)] == []


@pytest.mark.parametrize("path", PATHS)
def test_an_operator_is_refused(operator: Desk, path: str) -> None:
    """Who does not edit gets 403, whatever is asked, and sees no link to the figures."""
    for query in ("", "?period=days&from=x&to=y", "?period=today&channel=web"):
        assert is_error(operator.client.get(path + query), 403, "not_yours")
    assert 'href="/figures"' not in operator.get("/desk").text


@pytest.mark.parametrize("path", PATHS)
def test_a_stranger_is_refused(stranger: Desk, path: str) -> None:
    """Without a sign-in there are no figures."""
    assert is_error(stranger.client.get(path), 401, "signed_out")


def test_the_page(editor: Desk) -> None:
    """The page has totals beside those of the days before, the matters, the hours and the days."""
    count(
        editor,
        at(HOUR, answered=1200, asked_back=30, refused=4, inquired=6),
        at(HOUR, channel="phone", votes=9, helped=9),
        at("2025-10-01T09", "ecert_grace", votes=20, helped=15, wrong=3, answered=20),
        at("2025-09-24T23", refused=2),
        at("2025-09-25T00", "greet", small_talk=7),
    )
    page = editor.get("/figures").text
    found = tables(page)
    assert found["全体"] == [
        ["項目", "この期間", "その前の7日間"],
        ["質問", "1,260件", "2件"],
        ["答えた", "97%(1,220/1,260件)", "0/2件"],
        ["聞き返した", "2%(30/1,260件)", "0/2件"],
        ["お断りした", "0%(4/1,260件)", "2/2件"],
        ["日付などをたずねた", "0%(6/1,260件)", "0/2件"],
        ["簡易応答だった", "0%(0/1,260件)", "0/2件"],
        ["違うと言われた", "10%(3/29件)", "–"],
        ["役に立った", "83%(24/29件)", "–"],
        ["ほかに、あいさつなど", "7件", "0件"],
    ]
    assert found["件名ごと"][1:] == [
        ["口座振替が始まる月", "1,240", "1,200", "30", "4", "6", "9/9件", "0", "debit_start"],
        ["電子証明書が切れたら", "20", "20", "0", "0", "0", "75%(15/20件)", "3", "ecert_grace"],
    ]
    assert found["日ごと"][-1] == ["10/1(水)", "1,260", "1,220", "30", "4", "6", "83%(24/29件)"]
    assert len(found["日ごと"]) == 8
    assert found["曜日と時刻ごとの質問(件)"][3][10:12] == ["20", "1,240"]
    assert "令和7年(2025年)9月25日から令和7年(2025年)10月1日まで すべての窓口" in page


def test_residents_votes_are_counted(editor: Desk, home: House) -> None:
    """Votes of residents stand beside the operators', under their own channel."""
    for helped, reason in ((True, None), (False, "wrong"), (False, "unclear")):
        home.gateway.feedback.keep(
            NOW, "line", ("debit_start", "answer"), helped=helped, reason=reason, question=WORDS
        )
    count(editor, at(HOUR, channel="phone", votes=1, wrong=1))
    both = tables(editor.get("/figures").text)["全体"]
    assert ["違うと言われた", "2/4件", "–"] in both
    assert ["役に立った", "1/4件", "–"] in both
    line = rows(editor.get("/figures.csv?channel=line").text)
    assert [(r["評価"], r["役に立った"], r["違うと言われた"]) for r in line] == [("3", "1", "1")]


def test_a_channel(editor: Desk) -> None:
    """With a channel, only what came through it is counted; one that is unknown means all."""
    count(editor, at(HOUR), at(HOUR, channel="line"), at(HOUR, channel="phone", answered=5))
    asked = {
        channel: tables(editor.get(f"/figures?channel={channel}").text)["全体"]
        for channel in ("", "web", "phone", "x")
    }
    assert {channel: found[1][1] for channel, found in asked.items()} == {
        "": "7件",
        "web": "1件",
        "phone": "5件",
        "x": "7件",
    }
    page = editor.get("/figures?channel=phone").text
    assert '<option value="phone" selected>電話</option>' in page
    assert "まで 電話" in page
    assert "channel=phone" in re.findall(r'href="(/figures.csv[^"]+)"', page)[0]


@settings(max_examples=20)
@given(case=periods())
def test_the_table_tells_the_same_numbers(case: tuple[Period, list[Counted]]) -> None:
    """The rows of the CSV add up to the report, each hour, channel and matter standing once."""
    found, table = report(case[1], None, case[0], ""), rows(as_csv(case[1]))
    for name, label in figures._COUNTS.items():
        assert sum(int(row[label]) for row in table) == getattr(found.total, name)
    keys = [(row["日付"], int(row["時"]), row["窓口"], row["ID"]) for row in table]
    assert keys == sorted(keys, key=lambda key: key[:2])
    assert len(set(keys)) == len(keys)
    for row in table:
        assert int(row["質問"]) == sum(
            int(row[x]) for x in ("答えた", "聞き返した", "お断りした", "日付などをたずねた")
        )


def test_page_picture_and_table_agree(editor: Desk) -> None:
    """The three addresses, with the links of the page, tell the same numbers of the same days."""
    count(
        editor,
        at("2025-08-27T00", answered=1000, votes=12, helped=11, wrong=1),
        at("2025-08-26T23", answered=7),
        at("2025-10-01T23", "", channel="line", asked_back=3, refused=4),
        *(at(HOUR, f"id_{n}", inquired=n) for n in range(30)),
    )
    page = editor.get("/figures?period=days&from=2025-08-27&to=2025-10-01").text
    found, total = tables(page), 1000 + 3 + 4 + sum(range(30))
    assert found["全体"][1][1] == f"{total:,}件"
    assert sum(number(row[1]) for row in found["件名ごと"][1:]) == total
    assert sum(number(row[1]) for row in found["週ごと"][1:]) == total
    cells = found["曜日と時刻ごとの質問(件)"][1:]
    assert sum(number(cell) for row in cells for cell in row[1:]) == total
    links = [
        unescape(link) for link in re.findall(r'(?:href|src|srcset)="(/figures\.[^"]+)"', page)
    ]
    assert len(links) == 4
    for link in links:
        answer = editor.get(link)
        assert answer.status_code == 200
        if ".csv" in link:
            assert sum(int(row["質問"]) for row in rows(answer.text)) == total
        else:
            texts = [it.text for it in ElementTree.fromstring(answer.text).iter()]
            assert f"質問 {total:,}件" in texts
            assert f"質問は{total:,}件です。" in str(texts[2])
    picture = re.search(r'alt="([^"]+)"', page)
    assert picture is not None
    assert f"質問は{total:,}件です。" in picture[1]


@pytest.mark.parametrize(
    "query", ["", "?period=today", "?channel=line", "?period=days&from=2024-08-27&to=2024-08-27"]
)
def test_a_period_with_nothing(editor: Desk, query: str) -> None:
    """Where nothing was asked the page says so and what to do, and the files are empty."""
    page = editor.get(f"/figures{query}")
    assert page.status_code == 200
    assert "この期間には、まだ質問がありません" in page.text
    assert tables(page.text) == {}
    assert rows(editor.get(f"/figures.csv{query}").text) == []
    assert "質問 0件" in editor.get(f"/figures.svg{query}").text


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("period=days&from=2025-10-01&to=2025-09-30", "終わりの日が、始まりの日より前です"),
        ("period=days&from=2025-10-01&to=2025-10-02", "令和6年(2024年)8月27日から今日まで"),
        ("period=days&from=2024-08-26&to=2025-10-01", "令和6年(2024年)8月27日から今日まで"),
        ("period=days&from=&to=", "日付を読み取れませんでした"),
        ("period=days&from=きのう&to=きょう", "日付を読み取れませんでした"),
        ("period=year", "日付を読み取れませんでした"),
    ],
)
def test_days_that_cannot_be(editor: Desk, query: str, sentence: str) -> None:
    """The page says what is wrong beside the usual days; a picture or a table is refused."""
    count(editor, at(HOUR))
    page = editor.get(f"/figures?{query}")
    assert page.status_code == 200
    assert sentence in page.text
    assert 'aria-describedby="problem"' in page.text
    assert tables(page.text)["全体"][1][1] == "1件"
    for path in PATHS[1:]:
        assert is_error(editor.client.get(f"{path}?{query}"), 422, "invalid")


@pytest.mark.parametrize(
    "query", ["period=" + "x" * 21, "from=" + "1" * 41, "channel=" + "x" * 21, "to=" + "9" * 9000]
)
def test_what_is_too_long_is_refused(editor: Desk, query: str) -> None:
    """No address of ours has so much in it."""
    assert [editor.client.get(f"{path}?{query}").status_code for path in PATHS] == [422] * len(
        PATHS
    )


@pytest.mark.parametrize("look", ["", "grey", "../light", "<svg>"])
def test_another_look_is_refused(editor: Desk, look: str) -> None:
    """There is a light and a dark picture."""
    assert is_error(editor.client.get("/figures.svg", params={"look": look}), 422, "invalid")


def test_what_is_typed_is_never_markup(editor: Desk) -> None:
    """Nothing of the address comes back on the page."""
    hostile = '"><script>alert(1)</script>'
    page = editor.client.get("/figures", params={"from": hostile, "period": "days", "to": hostile})
    assert "alert(1)" not in page.text


def test_before_what_is_kept(editor: Desk) -> None:
    """Days whose predecessors are no longer kept are compared with nothing, not with nought."""
    count(editor, at(HOUR))
    half = (TODAY - timedelta(days=DAYS_KEPT // 2 - 1)).isoformat()
    page = editor.get(f"/figures?period=days&from={half}&to=2025-10-01").text
    assert tables(page)["全体"][0] == ["項目", "この期間", "その前の200日間"]
    whole = (TODAY - timedelta(days=DAYS_KEPT)).isoformat()
    page = editor.get(f"/figures?period=days&from={whole}&to=2025-10-01").text
    assert tables(page)["全体"][0] == ["項目", "この期間"]
    assert len(tables(page)["4週ごと"]) == 1 + 15


def test_excel_opens_the_table(editor: Desk) -> None:
    """UTF-8 with a mark in front, CRLF at each end, a name with the days, and no cache."""
    count(editor, at("2025-10-01T09", "certificate_expiry", "phone", answered=2, reduced=1))
    answer = editor.get("/figures.csv?period=today")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert answer.content.count(b"\n") == answer.content.count(b"\r\n") == 2
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    name = 'attachment; filename="figures-2025-10-01-2025-10-01.csv"'
    assert answer.headers["content-disposition"] == name
    assert answer.headers["cache-control"] == "no-store"
    assert answer.content.decode("utf-8-sig").splitlines() == [
        "日付,時,窓口,ID,件名,質問,答えた,聞き返した,お断りした,日付などをたずねた,"
        "あいさつなど,簡易応答,評価,役に立った,違うと言われた",
        "2025-10-01,9,電話,certificate_expiry,資格確認書の期限,2,2,0,0,0,0,1,0,0,0",
    ]


# Any but NUL, which the csv module of this Python cannot write; no id has one.
NAMES = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\0"), max_size=12)


@settings(max_examples=25)
@given(name=NAMES)
def test_any_id_is_one_cell(name: str) -> None:
    """Commas, quotes and lines within an id neither make a cell nor a formula."""
    for hostile in (name, f'=HYPERLINK("{name}")', f'{name}",=1,"\r\n=2'):
        written = list(csv.reader(io.StringIO(as_csv([at(HOUR, hostile)])[1:], newline="")))
        assert [len(row) for row in written] == [15, 15]
        assert [cell for cell in written[1] if cell.strip()[:1] in tuple("=+-@")] == []


def test_the_picture_is_a_file_of_its_own(editor: Desk) -> None:
    """It has its kind, a name, and the strict policy of all that we send."""
    answer = editor.get("/figures.svg?look=dark")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert answer.headers["content-disposition"].startswith('inline; filename="figures-2025-09-25')
    assert answer.headers["cache-control"] == "no-store"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_no_words_of_residents(editor: Desk, home: House) -> None:
    """What was said and answered is in none of them, also where a resident gave the words."""
    home.gateway.service.listeners.append(home.gateway.statistics.heard)
    try:
        home.talk().say(WORDS)
    finally:
        home.gateway.service.listeners.pop()
    home.gateway.statistics.heard(CompletedTurn("web", WORDS, [], reduced=False))
    home.gateway.feedback.keep(
        NOW, "web", ("debit_start", "answer"), helped=False, reason="wrong", question=WORDS
    )
    for path in PATHS:
        written = editor.get(path).text
        assert ("口座振替が始まる月" in written) == (path != "/figures/menu.csv")
        assert [word for word in ("山田", "なくしました", "答え:") if word in written] == []


def test_the_page_can_be_read_with_the_ears(editor: Desk) -> None:
    """Each table has a caption and heads with scopes, each field a label, the picture words."""
    count(editor, at(HOUR))
    page = editor.get("/figures").text
    assert re.findall(r"<th\b(?! scope=)[^>]*>", page) == []
    fields = re.findall(r'<(?:input|select)[^>]* id="([^"]+)"', page)
    assert [name for name in fields if f'<label for="{name}">' not in page] == []
    assert set(fields) == {"period", "from", "to", "channel"}
    regions = re.findall(r'<(?:div|figure) class="table-wrap[^"]*"([^>]*)>', page)
    assert len(regions) == 6
    assert all('tabindex="0"' in it and "aria-label" in it for it in regions)


def test_the_menu(editor: Desk) -> None:
    """The fields of LINE's menu stand with their presses by day, the most pressed first, also where
    nothing was asked; another channel has no menu."""
    assert "LINEのメニュー" not in editor.get("/figures").text
    for field in ("language", "certificate_expiry", "certificate_expiry"):
        editor.console.gateway.statistics.pressed("line", field)
    page = editor.get("/figures?period=week").text
    table = tables(page)["メニューの欄(日ごと、回)"]
    assert table[0][:2] == ["欄", "合計"]
    assert [(row[0], row[1], row[-1]) for row in table[1:]] == [
        ("資格確認書の期限", "2", "2"),
        ("言語を選ぶ", "1", "1"),
    ]
    assert table[0][-1] == "10/1(水)"
    assert "LINEのメニュー" not in editor.get("/figures?channel=web").text
    found = rows(editor.get("/figures/menu.csv?period=today").text)
    assert [(r["ID"], r["欄"], r["押された回数"]) for r in found] == [
        ("certificate_expiry", "資格確認書の期限", "2"),
        ("language", "言語を選ぶ", "1"),
    ]
