"""bot/content/judging.py: what must not be published is refused in words that an editor knows."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.content import library
from bot.content.judging import Judgement, alone, judged
from bot.content.overlay import Edit, lay_over
from bot.content.places import text_at
from tests.content.folders import KAWASAKI, Files

A = "answers/ja/first.yml#a."
EN = "answers/en/first.yml#a."


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small city with a second language."""
    files = Files(tmp_path_factory.mktemp("judging") / "city")
    files.city((files.folder / "city.yml").read_text().replace("[ja]", "[ja, en]"))
    files.translate("en")
    return files.folder


def judge(folder: Path, room: Path, **after: str) -> Judgement:
    """What is said of texts, each at its place."""
    edits = [Edit(place, text_at(folder, place) or "", text) for place, text in after.items()]
    if complaints := alone(edits):
        return Judgement(tuple(complaints))
    lay_over(folder, edits, room / "new")
    return judged(room / "new", edits)


@pytest.mark.parametrize(
    ("place", "text", "said"),
    [
        (f"{A}title", "あ" * 21, "題は1〜20文字"),
        (f"{A}short", "{fone}へ", "{fone} という印はありません"),
        (f"{A}short", "{phoneへ", "{ と } が合っていません"),
        (f"{A}short", "{phone:d}へ", "印の名前だけ"),
        (f"{A}short", "", "空です"),
        (f"{A}short", "{phone}です。", "日本語の文にある {phone} がありません"),
        (f"{EN}short", "{phone}.", "日本語の文にない {phone} があります"),
        (f"{EN}title", "a" * 41, "40文字まで"),
        ("phrases/ja.yml#source.line", "出典: {newsletter} {place}", "{issue} がなくなりました"),
        ("editions/2025.yml#documents.ends", "2026-13-01", "日付ではありません"),
        ("editions/2025.yml#call_centre.weekday_opens", "朝", "時刻ではありません"),
        ("editions/2025.yml#ecert.months_usable", "三", "数ではありません"),
    ],
)
def test_refused(city: Path, tmp_path: Path, place: str, text: str, said: str) -> None:
    """Each kind of mistake is told with its place, in Japanese."""
    found = " ".join(judge(city, tmp_path, **{place: text}).complaints)
    assert said in found
    assert place.partition("#")[2].partition(".")[0] in found


def test_languages_together(city: Path, tmp_path: Path) -> None:
    """A mark that comes into all languages at once is no mistake."""
    both = {f"{A}short": "{phone}です。", f"{EN}short": "{phone}."}
    assert judge(city, tmp_path, **both) == Judgement()


def test_a_list_comes_into_all_languages(city: Path, tmp_path: Path) -> None:
    """A list that an answer did not have is complained of where a language lacks it."""
    only = judge(city, tmp_path, **{f"{A}steps": "一つ\n二つ"})
    assert only.complaints == (
        "answers/en/first.yml a.steps: 空です。日本語と同じ数だけ書いてください。",
    )
    shutil.rmtree(tmp_path / "new")
    both = {f"{A}steps": "一つ\n二つ", f"{EN}steps": "one\ntwo"}
    assert judge(city, tmp_path, **both).complaints == ()


def test_hints_stop_nothing(city: Path, tmp_path: Path) -> None:
    """A long sentence, a year written out and a kanji without a reading are told only."""
    library()  # whose words the readings know
    text = "これは、" + "とても" * 15 + "長い文です。令和8年まで。彁です。"
    found = judge(city, tmp_path, **{f"{A}again": text})
    assert found.complaints == ()
    told = " ".join(found.hints)
    assert "文字の文があります" in told
    assert "「令和8年」とじかに" in told
    assert "ふりがな" in told


def test_a_fact_must_be_told(tmp_path: Path) -> None:
    """An answer that no longer tells what it is there for is refused, on the screen and aloud."""
    place = "answers/ja/applications.yml#dv_support."
    after = {
        f"{place}short": "{newsletter}を見てください({phone})。",
        f"{place}script": "ご相談ください。",
    }
    found = judge(KAWASAKI, tmp_path, **after).complaints
    assert any("画面が、伝えるべき事実を言っていません" in line for line in found)
    assert any("読み上げが、伝えるべき事実を言っていません" in line for line in found)


def test_the_city_as_it_is(tmp_path: Path) -> None:
    """Nothing is said against the texts of the city, whichever language and value is touched."""
    ends = "editions/2025.yml#documents.ends"
    assert judge(KAWASAKI, tmp_path, **{ends: "2026-07-31"}) == Judgement()
