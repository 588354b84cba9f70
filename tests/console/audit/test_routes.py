"""bot/console/audit/routes.py: the audit as editors read it, as a page and as a table."""

from __future__ import annotations

import ast
import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import bot
from bot.console.shared.accounts import Role
from bot.console.shared.audit_log import PAGE
from tests.console.conftest import PASSWORD, Desk
from tests.console.visiting import noted
from tests.house.serving import NOW, is_error
from tests.house.storing import behind

SOURCES = Path(bot.__file__).parent
BUTTONS = ("teach", "foreign", "new", "reopen", "drop")  # of a group of the unanswered


def fill(desk: Desk, count: int) -> None:
    """So many calculations of 太郎."""
    entries = [("2025-10-01T10:00:00", "taro", "calculation", f"id{n:03}") for n in range(count)]
    with behind(desk.console.audit) as base:
        base.executemany(
            "insert into audit (at, operator, what, which) values (?, ?, ?, ?)", entries
        )


def rows(desk: Desk, query: str = "") -> list[list[str]]:
    """The table without its header."""
    answer = desk.get(f"/audit.csv{query}")
    assert answer.status_code == 200
    assert answer.content.startswith(b"\xef\xbb\xbf"), "Excel needs it"
    header, *found = csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""))
    assert header == ["at", "operator", "what", "which"]
    return found


def test_looking_is_noted(editor: Desk) -> None:
    """Who reads the audit stands in it, and the page shows it at once."""
    page = editor.get("/audit").text
    assert noted(editor)[-1] == ("hanako", "audit", "")
    assert page.count("記録の閲覧") >= 2  # the entry, and the choice of kinds
    rows(editor)
    assert noted(editor)[-1] == ("hanako", "audit_csv", "")


def test_moments(editor: Desk) -> None:
    """A day stands over its entries, in the words of the city, and each has its time."""
    page = editor.get("/audit").text
    assert "令和7年(2025年)10月1日" in page
    assert '<time datetime="2025-10-01T10:00:00+09:00">10:00:00</time>' in page


def test_pages(editor: Desk) -> None:
    """A hundred entries are on a page, and the older ones follow without a gap."""
    fill(editor, 2 * PAGE)
    seen, path, pages = [], "/audit?what=calculation", 0
    while path:
        page = editor.get(path).text
        seen += re.findall(r"<td>(id\d+)</td>", page)
        older = re.search(r'href="(/audit\?[^"]*)" rel="next"', page)
        path = older[1].replace("&amp;", "&") if older else ""
        pages += 1
    assert pages == 2
    assert seen == [f"id{n:03}" for n in range(2 * PAGE - 1, -1, -1)]
    assert "いちばん新しい記録へ" in page


def test_a_choice(editor: Desk) -> None:
    """A person and a kind can be chosen, on the page and in the table that it leads to."""
    fill(editor, 2)
    editor.console.audit.note(NOW, "hanako", "card", "other")
    page = editor.get("/audit?operator=taro&what=calculation").text
    assert re.findall(r"<td>(id\d+|other)</td>", page) == ["id001", "id000"]
    assert re.search(r'value="taro" selected', page)
    link = re.search(r'href="/audit\.csv(\?[^"]*)"', page)
    assert link is not None
    assert [row[3] for row in rows(editor, link[1].replace("&amp;", "&"))] == ["id001", "id000"]


def test_nothing_found(editor: Desk) -> None:
    """A choice that nothing fits is said, and is no failure."""
    for query in ("?operator=nobody", "?what=%00", "?before=1", "?operator=%27%20or%201=1"):
        assert "当てはまる記録はありません" in editor.get(f"/audit{query}").text
        assert rows(editor, query) == []


@pytest.mark.parametrize(
    "query",
    [
        "?before=-1",
        "?before=x",
        "?before=1.5",
        f"?before={2**63}",
        "?before=" + "9" * 5000,
        "?operator=" + "x" * 61,
        "?what=" + "x" * 61,
    ],
    ids=range(7),
)
def test_what_no_page_of_ours_asks(editor: Desk, query: str) -> None:
    """An address that somebody made up is refused with a page, and for a script as everywhere."""
    for path in ("/audit", "/audit.csv"):
        answer = editor.get(path + query)
        assert answer.status_code == 422
        assert "足りないものか正しくないもの" in answer.text
        assert is_error(editor.client.get(path + query), 422, "invalid")


def test_any_query_is_survived(editor: Desk) -> None:
    """Bytes that are no text, and the same key many times, break nothing."""
    for query in (
        "?operator=%ff%fe",
        "?operator=%ed%a0%80",
        "?what=a&what=b",
        f"?before={2**63 - 1}",
    ):
        assert editor.get(f"/audit{query}").status_code == 200


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ('=hyperlink("//evil.example","a")', '\'=hyperlink("//evil.example","a")'),
        ("＝1+1", "'=1+1"),
        ("+81", "'+81"),
        ("-2+3", "'-2+3"),
        ("@sum(1)", "'@sum(1)"),
        ("＠sum(1)", "'@sum(1)"),
        ('a,"b', 'a,"b'),
        ("山田 太郎", "山田 太郎"),
    ],
)
def test_a_name_is_no_formula(editor: Desk, name: str, cell: str) -> None:
    """A name that a spreadsheet would work out stays a name, and quotes and commas stay in it."""
    account = editor.console.accounts.add(name, Role.OPERATOR, PASSWORD)
    editor.console.audit.note(NOW, account.name, "card", "=1+1")
    assert rows(editor, "?what=card") == [["2025-10-01T10:00:00", cell, "card", "'=1+1"]]


def test_the_table_is_a_file(editor: Desk) -> None:
    """The table is saved under a fixed name and kept by no cache."""
    answer = editor.get("/audit.csv?operator=%0d%0aSet-Cookie:a=b")
    assert answer.headers["content-disposition"] == 'attachment; filename="audit.csv"'
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    assert "set-cookie" not in answer.headers


def test_the_table_has_all(editor: Desk) -> None:
    """The table has more than a page."""
    fill(editor, 3 * PAGE)
    assert len(rows(editor, "?what=calculation")) == 3 * PAGE


def test_what_is_looked_up_is_noted_by_its_id(operator: Desk) -> None:
    """A card and a calculation are noted by id; the birthday and the words are not there."""
    assert operator.client.get("/desk/cards/certificate_expiry").status_code == 200
    body = {"matter": "certificate_expiry", "facts": {"birthday": "昭和31年3月1日"}}
    assert operator.post("/desk/calculate", body).status_code == 200
    assert noted(operator)[1:] == [
        ("taro", "card", "certificate_expiry"),
        ("taro", "calculation", "certificate_expiry"),
    ]


def kinds_in_the_sources() -> Iterator[str]:
    """Each kind that some part of the console notes: texts in calls of `note` and `_note`."""
    for path in (*(SOURCES / "console").rglob("*.py"), SOURCES / "commands/operator.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = [node.func, *node.args[:1]]  # note(…) or to_thread(note, …)
            if any(ast.unparse(part).rpartition(".")[2] in ("note", "_note") for part in called):
                for part in node.args:
                    if isinstance(part, ast.Constant) and part.value:
                        yield str(part.value)


def test_every_kind_has_a_name(editor: Desk) -> None:
    """No entry is shown to a clerk by its inner name."""
    kinds = {*kinds_in_the_sources(), *(f"queue_{button}" for button in BUTTONS)}
    kinds |= {"vote_right", "vote_wrong", "account_removed", "password_changed"}
    kinds |= {f"{role.value}_added" for role in Role} | {f"made_{role.value}" for role in Role}
    assert len(kinds) > 20
    for kind in kinds:
        editor.console.audit.note(NOW, "taro", kind)
    shown = re.findall(r"<td>([a-z_]+)</td>", editor.get("/audit").text)
    assert set(shown) <= {"taro", "hanako", "testclient"}


def test_names_that_mean_something_else(editor: Desk) -> None:
    """The command line and a name that nobody has are shown in words, and can be chosen."""
    for name in ("(unknown)", "(command line)"):
        editor.console.audit.note(NOW, name, "card", name)
    page = editor.get("/audit").text
    for words in ("登録のない名前", "サーバーのコマンド"):
        assert f"<td>{words}</td>" in page
        assert f">{words}</option>" in page
    assert len(rows(editor, "?operator=(unknown)")) == 1
