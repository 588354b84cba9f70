"""bot/content/translation.py: a language tells the same as the city's first one, or is refused."""

from __future__ import annotations

from datetime import date

import pytest

from bot.content import Content, current_content
from bot.content.snapshot import read_originals
from bot.content.translation import TranslationDraft
from bot.text import writers
from bot.text.writers import JapaneseDates
from tests.content.folders import CITY, ENTRY, NAMES, PHRASE, TRANSLATION, Files

FULL = ENTRY.format(name="a") + (
    "  details: ['{newsletter}', 二つ目]\n"
    "  steps: ['{phone}']\n"
    "  links: [{label: 市, url: 'https://a.jp'}]\n"
    "  related: [b]\n"
    "  facts: [discard]\n"
)
OWN = TRANSLATION.format(name="a") + (
    "  details: ['{newsletter} says', second]\n"
    "  steps: ['Call {phone}.']\n"
    "  links: [{label: City}]\n"
)


@pytest.fixture
def translated(files: Files, monkeypatch: pytest.MonkeyPatch) -> Files:
    """A city whose answer `a` has lists, a link, facts and a source, whole in xx."""
    monkeypatch.setitem(writers.WRITERS, "xx", JapaneseDates())
    files.city(CITY.replace("[ja]", "[ja, xx]"))
    files.write(FULL)
    files.translate("xx")
    (files.folder / "answers" / "xx" / "first.yml").write_text(OWN, encoding="utf-8")
    return files


def complaints(files: Files) -> list[str]:
    return list(TranslationDraft("xx", read_originals(files.folder)).complaints())


def test_the_facts_are_the_first_languages(translated: Files) -> None:
    """Scripts, facts, sources, related ids and addresses are inherited, words are not."""
    content = Content(translated.folder)
    original, own = (content.book(language).answers["a"] for language in ("ja", "xx"))
    assert complaints(translated) == []
    assert (own.short, own.links[0].label) == ("short.", "City")
    for field in ("script", "facts", "source", "related", "checked"):
        assert getattr(own, field) == getattr(original, field)
    assert own.links[0].url == original.links[0].url
    assert content.words(date(2025, 10, 1), "xx").parts("a").details[0] == "Letter says"


ANSWERS, PHRASES, WIDGET, PAGE = (
    "answers/xx/first.yml", "phrases/xx.yml", "widget/xx.yml", "page/xx.html",
)  # fmt: skip


@pytest.mark.parametrize(
    ("path", "was", "now", "complaint"),
    [
        (ANSWERS, "a:", "z:", ": no answer to a"),
        (ANSWERS, "  title", "  script: x\n  title", " a: unknown key script"),
        (ANSWERS, "  title", "  bring: [x]\n  title", " a.bring: the original has none"),
        (ANSWERS, "  steps", "  #", " a.steps: missing"),
        (ANSWERS, ", second", "", " a.details: 1 items, the original has 2"),
        (ANSWERS, "{phone}", "", " a.steps[1]: lacks {phone}"),
        (ANSWERS, "{phone}", "{phone", " a.steps[1]: "),
        (ANSWERS, "second", "'{ends}'", " a.details[2]: the original has no {ends}"),
        (ANSWERS, "title: title", f"title: {'t' * 41}", " a.title: longer than 40 characters"),
        (PHRASES, "back", "forth", ".talk: missing key back"),
        (PHRASES, "{place}", "", ".source.line: lacks {place}"),
        (PHRASES, "names:", "more: {a: b}\nnames:", ": unknown section more"),
        (PHRASES, "city: City, ", "", ".names: missing key city"),
        (PHRASES, "city:", "town:", ".names: unknown key town"),
        (WIDGET, "launcher:", "#", ": missing key launcher"),
        (WIDGET, "launcher:", "extra: x\nlauncher:", ": unknown key extra"),
        (WIDGET, "{centre}", "x", ".centreName: lacks {centre}"),
        (PAGE, "{phone}", "", ": lacks {phone}"),
    ],
)
def test_a_gap_is_told(translated: Files, path: str, was: str, now: str, complaint: str) -> None:
    """What a language lacks or says besides is told with its file, id and field."""
    file = translated.folder / path
    text = file.read_text(encoding="utf-8")
    assert was in text
    file.write_text(text.replace(was, now), encoding="utf-8")
    assert any(found.startswith(path + complaint) for found in complaints(translated))


@pytest.mark.parametrize("path", [ANSWERS, PHRASES, WIDGET, PAGE])
def test_a_missing_file_is_told(translated: Files, path: str) -> None:
    """A file that is not there is named; one that the first language does not have is too."""
    file = translated.folder / path
    file.rename(file.with_name(f"z{file.suffix}"))
    found = complaints(translated)
    assert any(path in complaint for complaint in found)
    if path == ANSWERS:
        assert "answers/xx/z.yml: there is no such file in ja" in found


def test_operators_read_the_first_language(translated: Files) -> None:
    """The words of the desk need no translation, and have one only if it is whole."""
    phrases = translated.folder / "phrases"
    desk = "desk:\n  birthday: 生年月日を、うかがえますか。\n"
    (phrases / "ja.yml").write_text(PHRASE + desk, encoding="utf-8")
    assert complaints(translated) == []
    assert Content(translated.folder).words(date(2025, 10, 1), "xx").say("desk", "birthday")
    (phrases / "xx.yml").write_text(PHRASE + NAMES + "desk:\n  other: x\n", encoding="utf-8")
    assert complaints(translated)[0].endswith("desk: missing key birthday")


def test_every_live_language_is_whole() -> None:
    """What stands in city.yml can be told."""
    current_content().check()
