"""bot/console/texts/previewing.py: how a change looks on a day, at each channel."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from bot.console.texts.previewing import channels, consequences
from bot.content.overlay import Edit, lay_over
from bot.content.places import text_at
from tests.content.folders import KAWASAKI

IN_FORCE, OVER = date(2025, 10, 1), date(2026, 8, 1)


def test_each_channel_on_a_day() -> None:
    """An answer as the widget, LINE and an operator have it, before and after the edition ends."""
    now = channels(KAWASAKI, "answer:certificate_expiry", "ja", IN_FORCE)
    then = channels(KAWASAKI, "answer:certificate_expiry", "ja", OVER)
    assert now is not None
    assert then is not None
    assert now.web is not None
    assert now.web.lead.startswith("資格確認書の有効期限は")
    assert now.line.startswith("資格確認書の期限\n\n資格確認書の有効期限は")
    assert now.phone[0].startswith("資格確認書")
    assert then.web != now.web


def test_another_language_has_no_script() -> None:
    """What an operator reads aloud is of the first language alone."""
    shown = channels(KAWASAKI, "answer:certificate_expiry", "en", IN_FORCE)
    assert shown is not None
    assert shown.phone == ()


def test_a_script_that_branches(tmp_path: Path) -> None:
    """What is read before the caller has said which, and after each choice, by the day's values."""
    shown = channels(KAWASAKI, "answer:lost_reissue", "ja", IN_FORCE)
    assert shown is not None
    assert shown.phone[-1].startswith("なくされたのは")
    assert [branch.choice for branch in shown.branches] == ["資格情報のお知らせ", "資格確認書"]
    notice, certificate = (branch.script for branch in shown.branches)
    assert notice[0] in shown.phone
    assert certificate[0] in shown.phone
    assert not {*notice} & {*certificate}
    assert shown.phone[-1] not in (*notice, *certificate)
    once = "{if_notice}資格情報のお知らせは、なくしたときに申請すると、再発行できます。"
    file, key = "answers/ja/documents.yml", "lost_reissue.script"
    script = text_at(KAWASAKI, f"{file}#{key}") or ""
    edit = Edit(f"{file}#{key}", script, script.replace(once, "{if_notice}期限は{ends}です。"))
    lay_over(KAWASAKI, [edit], tmp_path / "new")
    other = channels(tmp_path / "new", "answer:lost_reissue", "ja", IN_FORCE)
    assert other is not None
    assert "令和8年7月31日" in other.branches[0].script[0]
    assert other.branches[1] == shown.branches[1]


@pytest.mark.parametrize(
    ("entry", "at"),
    [
        ("phrase:desk.document", "phone"),
        ("phrase:line.follow", "line"),
        ("phrase:talk.back", "web line"),
        ("widget:launcher", "web"),
    ],
)
def test_a_sentence_is_shown_where_it_is_said(entry: str, at: str) -> None:
    """What only one channel says is not shown at another."""
    shown = channels(KAWASAKI, entry, "ja", IN_FORCE)
    assert shown is not None
    found = {"web": shown.web, "line": shown.line, "phone": shown.phone}
    assert " ".join(name for name, told in found.items() if told) == at


def test_a_phrase_keeps_what_only_a_talk_fills_in() -> None:
    """Values of the edition are filled in, marks of the talk stay."""
    shown = channels(KAWASAKI, "phrase:source.line", "ja", IN_FORCE)
    assert shown is not None
    assert shown.line == "出典: 国保だより第179号(令和7年7月) {place}"


def test_what_cannot_be_read_has_no_preview(tmp_path: Path) -> None:
    """Where the texts are broken, or the entry is not there, nothing is shown."""
    assert channels(KAWASAKI, "answer:none", "ja", IN_FORCE) is None
    shutil.copytree(KAWASAKI, tmp_path / "city")
    (tmp_path / "city/phrases/en.yml").write_text("talk: [", encoding="utf-8")
    assert channels(tmp_path / "city", "answer:certificate_expiry", "en", IN_FORCE) is None
    assert channels(tmp_path, "answer:certificate_expiry", "ja", IN_FORCE) is None


def test_whom_a_value_touches(tmp_path: Path) -> None:
    """A value shows each answer and each sample person whose result is another one with it."""
    edit = Edit("editions/2025.yml#transfer.closing_day", "25", "20")
    lay_over(KAWASAKI, [edit], tmp_path / "new")
    lines = consequences(KAWASAKI, tmp_path / "new", IN_FORCE)
    assert lines[0] == ("same", "debit_start 口座振替が始まる月")
    assert {line.kind for line in lines} == {"same", "gone", "new"}
    assert all("20日" in line.text for line in lines if line.kind == "new")
    assert consequences(KAWASAKI, KAWASAKI, IN_FORCE) == []
