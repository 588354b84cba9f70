"""The widget's files, read as text: size, what they may not do, what they say, where they lead."""

from __future__ import annotations

import gzip
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from bot.channels.web.bundle import ENTRY, MADE, files, imported, in_order
from bot.channels.web.widget_words import launcher_script, sites, texts_script
from bot.content import current_content, current_words
from bot.content.widget import KEYS

ROOT = Path(__file__).parents[3]
WIDGET = ROOT / "bot" / "channels" / "web" / "widget"
WORDS = current_words()
PAGES = [WIDGET / "pages" / "embed.html", current_content().folder / "page" / "ja.html"]
BY_SERVER = {"launcher", "launcher_failed", "first_lead", "first_detail", "western"}
MOST_BYTES = 15 * 1024
MOST_BYTES_CLOSED = 1536
LANGUAGES = current_content().city.languages
SCRIPTS = {path.name: path.read_text(encoding="utf-8") for path in sorted(WIDGET.glob("*.js"))}
STYLES = {path.name: path.read_text(encoding="utf-8") for path in sorted(WIDGET.glob("*.css"))}

# What would parse text as HTML, run text as code, or need an exception in a strict CSP.
FORBIDDEN = (
    r"\b(?:inner|outer)HTML",
    r"insertAdjacentHTML",
    r"setHTML",
    r"document\.write",
    r"createContextualFragment",
    r"DOMParser",
    r"srcdoc",
    r"\beval\b",
    r"\bFunction\s*\(",
    r"javascript:",
    r"set(?:Timeout|Interval)\(\s*[\"'`]",
    r"<style",
    r"style\s*:",
    r"[\"']style[\"']\s*,\s*[\"'`{]",
    r"cssText",
    r"document\.cookie",
    r"https?://",
)

_AT_THE_TOP = re.compile(
    r"^(?:export )?(?:async )?(?:const|let|function|class) (\w+)", re.MULTILINE
)
_JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")


def code(script: str) -> str:
    """A script without its comments."""
    return re.sub(r"/\*[\s\S]*?\*/|^\s*//.*$", "", script, flags=re.MULTILINE)


def literals(script: str) -> list[str]:
    """The texts in a script, without what is computed in them."""
    found = re.findall(r'"((?:[^"\\\n]|\\.)*)"|`([^`]*)`', code(script))
    return [re.sub(r"\$\{[^}]*\}", "", one or other) for one, other in found]


def named(script: str) -> set[str]:
    """The files of the widget that a script names, at once or later."""
    return set(re.findall(r'"\./([\w.-]+\.js)"', code(script)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_is_small(language: str) -> None:
    """What a page loads is 1.5 KB; with the first opening 15 KB, in every language, packed."""
    words = current_content().words(WORDS.day, language)
    closed = len(gzip.compress(launcher_script(words, "0" * 12).encode(), 9))
    opened = len(gzip.compress(files(texts_script(words))[ENTRY].encode(), 9))
    assert closed <= MOST_BYTES_CLOSED
    assert closed + opened <= MOST_BYTES


def test_no_name_twice_in_the_first_module() -> None:
    """What is loaded first is one module of many files: no name at their top is there twice."""
    names = [
        name
        for file in in_order()
        for name in re.findall(
            r"^(?:export )?(?:async )?(?:const|let|function|class) (\w+)",
            SCRIPTS[file],
            re.MULTILINE,
        )
    ]
    assert sorted(names) == sorted({*names})
    assert {"T", "STYLE"}.isdisjoint(names)


def test_imports_can_be_joined() -> None:
    """Each import is one line that names what it takes, under its own name."""
    for name, script in SCRIPTS.items():
        lines = re.findall(r"^import .*$", code(script), re.MULTILINE)
        assert len(lines) == len(imported(script)), name
        assert not any(" as " in line for line in lines), name


def test_later_files_find_the_first_module() -> None:
    """In what browsers load, nothing names a file that has gone into the first module."""
    made = files(texts_script(WORDS))
    assert made.keys() == {ENTRY, *(SCRIPTS.keys() - {*in_order(), "launcher.js"})}
    assert {other for text in made.values() for other in named(text)} == made.keys()


@pytest.mark.parametrize("name", SCRIPTS)
def test_no_text_becomes_html_or_code(name: str) -> None:
    """No script parses text as HTML, runs it as code, or puts in what a strict CSP refuses."""
    script = code(SCRIPTS[name])
    if name == "launcher.js":  # its sheet is constructed, which a CSP allows
        script = re.sub(r"replaceSync\(`.*?`\)", "", script, flags=re.DOTALL)
    assert [bad for bad in FORBIDDEN if re.search(bad, script)] == []


@pytest.mark.parametrize("name", STYLES)
def test_styles_load_nothing(name: str) -> None:
    """No style sheet loads a font, a picture or another sheet."""
    assert re.findall(r"url\(|@import|@font-face", STYLES[name]) == []


def test_the_launcher_loads_the_rest_when_wanted() -> None:
    """It imports nothing by itself: the one import is made when a pointer or a click comes."""
    script = code(SCRIPTS["launcher.js"])
    assert re.findall(r"^\s*(?:import\s|export\s.*from)", script, re.MULTILINE) == []
    assert re.findall(r"fetch|XMLHttpRequest|sendBeacon|\.src\s*=", script) == []
    assert script.count("import(") == 1
    assert re.findall(r"^.*\bload\(\).*$", script, re.MULTILINE) == [
        "    button.onpointerenter = button.onfocus = () => load().catch(() => {});",
        "        const { createPanel } = await load();",
    ]


def test_every_file_is_there_and_used() -> None:
    """Each import leads to a file, and each file is reached from the launcher."""
    reached, ahead = {"launcher.js"}, [ENTRY]
    while ahead:
        name = ahead.pop()
        if name not in reached:
            reached.add(name)
            ahead += named(SCRIPTS.get(name, ""))  # the server makes two
    assert reached == {*SCRIPTS, *MADE}


def test_no_sentence_stands_in_a_script() -> None:
    """What the widget says is content; a date has its eras."""
    found = {t for script in SCRIPTS.values() for t in literals(script) if _JAPANESE.search(t)}
    assert {re.sub("[a-z]", "", text) for text in found} <= {"西暦", "元"}


def test_every_word_is_used() -> None:
    """Each key of the city's words is used, and each that is used is there."""
    used = set(re.findall(r"\bT\.(\w+)", "".join(map(code, SCRIPTS.values()))))
    made = {"centre", "first", "code", "language", "languages", "exit", "sites"}
    made |= {"cancel", "dates", "easier", "eras", "japanese"}
    assert used <= KEYS | made
    by_name = {"me", "bot", "furigana", "large"}  # T[name]: who speaks, the looks
    by_name |= {"wrong", "unclear", "other_question", "other", "year", "month", "day"}
    assert KEYS - used == by_name | BY_SERVER


def test_texts_are_data() -> None:
    """The module of the words is one constant in JSON, which no word can break out of."""
    script = texts_script(WORDS)
    said = json.loads(script.removeprefix("export const T = ").removesuffix(";\n"))
    assert said["first"]["lead"].startswith("国保だより第179号")
    assert said["centre"] == {"phone": "044-200-0783", "tel": "tel:0442000783", "sentence": ""}
    assert said.keys() >= KEYS - BY_SERVER


def test_eras_have_names_of_the_language() -> None:
    """The fields of a date name the western calendar and each era as the language does."""
    script = texts_script(current_content().words(WORDS.day, "en"))
    eras = json.loads(script.removeprefix("export const T = ").removesuffix(";\n"))["eras"]
    assert (eras["西暦"], eras["昭和"], eras["令和"]) == ("Western calendar", "Showa", "Reiwa")


def test_the_launcher_has_its_words() -> None:
    """The button's words and language are in it, and nothing that the server should have filled."""
    script = launcher_script(WORDS, "123456789abc")
    assert 'const LABEL = "チャットで質問する";' in script
    assert 'this.lang = "ja";' in script
    assert 'const RELEASE = "123456789abc";' in script
    assert '"launcher_failed"' not in script


def test_links_lead_where_the_answers_lead() -> None:
    """The beginnings that a link may have are those of the answers' links and of the city."""
    assert sites(WORDS) == ["https://koukin-koufuri.jp/", "https://www.city.kawasaki.jp/"]
    answers = WORDS.book.answers.values()
    urls = [WORDS.fill(link.url) for answer in answers for link in answer.links]
    assert urls
    assert all(url.startswith(tuple(sites(WORDS))) for url in urls)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.city.kawasaki.jp.evil.test/",
        "https://wwwxcity.kawasaki.jp/",
        "https://evil.test/https://www.city.kawasaki.jp/",
        "http://www.city.kawasaki.jp/",
        "https://www.city.kawasaki.jp@evil.test/",
        "javascript:alert(1)//https://www.city.kawasaki.jp/",
        " https://www.city.kawasaki.jp/",
    ],
)
def test_nothing_passes_for_the_city(url: str) -> None:
    """An address is held against whole beginnings, up to the slash behind the host."""
    assert "url.startsWith(site)" in SCRIPTS["card.js"]
    assert not url.startswith(tuple(sites(WORDS)))


class _Page(HTMLParser):
    """Notes the tags of a page."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One tag."""
        self.tags.append((tag, dict(attrs)))


def test_the_pages_are_there() -> None:
    """The sample page and the page that shows how to embed."""
    assert all(page.is_file() for page in PAGES)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_pages_stand_under_a_strict_csp(page: Path) -> None:
    """One script, the launcher; nothing inline; nothing from elsewhere; a language and a title."""
    tags = _Page(page).tags
    scripts = [attributes for tag, attributes in tags if tag == "script"]
    assert [s.get("src") for s in scripts] == ["/widget/launcher.js"]
    assert [tag for tag, _ in tags if tag == "style"] == []
    assert [a for _, a in tags if "style" in a or any(n.startswith("on") for n in a)] == []
    loaded = [a.get("src") or a.get("href") for tag, a in tags if tag in ("script", "link", "img")]
    assert all(str(url).startswith("/widget/") for url in loaded)
    assert ("html", {"lang": "ja"}) in tags
    assert "title" in [tag for tag, _ in tags]
