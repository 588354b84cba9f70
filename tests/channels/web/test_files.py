"""The widget's files, read as text: size, what they may not do, what they say, where they lead."""

from __future__ import annotations

import gzip
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from bot.content.strict_yaml import load

ROOT = Path(__file__).parents[3]
WIDGET = ROOT / "bot" / "channels" / "web" / "widget"
TEXTS = ROOT / "bot/content/kawasaki/answers/ja"
PAGES = sorted((WIDGET / "pages").glob("*.html"))
MOST_BYTES = 15 * 1024
SCRIPTS = {path.name: path.read_text(encoding="utf-8") for path in sorted(WIDGET.glob("*.js"))}
STYLES = {path.name: path.read_text(encoding="utf-8") for path in sorted(WIDGET.glob("*.css"))}
NEUTRAL = "www.city.kawasaki.jp"

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
    r"https?://(?!(?:www\.city\.kawasaki\.jp|koukin-koufuri\.jp)\b)",
)

_JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")


def code(script: str) -> str:
    """A script without its comments."""
    return re.sub(r"/\*[\s\S]*?\*/|^\s*//.*$", "", script, flags=re.MULTILINE)


def literals(script: str) -> list[str]:
    """The texts in a script, without what is computed in them."""
    found = re.findall(r'"((?:[^"\\\n]|\\.)*)"|`([^`]*)`', code(script))
    return [re.sub(r"\$\{[^}]*\}", "", one or other) for one, other in found]


def imported(script: str) -> set[str]:
    """The files of the widget that a script names."""
    return set(re.findall(r'"\./([\w.-]+\.js)"', code(script)))


def links() -> set[str]:
    """The hosts of all links of the answers."""

    def urls(node: object) -> list[str]:
        if isinstance(node, dict):
            node = list(node.values())
        if isinstance(node, list):
            return [url for part in node for url in urls(part)]
        return [node] if isinstance(node, str) and node.startswith("http") else []

    found = [url for path in TEXTS.glob("*.yml") for url in urls(load(path))]
    assert found
    assert {urlsplit(url).scheme for url in found} == {"https"}
    return {str(urlsplit(url).hostname) for url in found}


def whitelist() -> str:
    """The pattern that the address of a link must have."""
    [pattern] = re.findall(r"/(\^https:.+)/;", code(SCRIPTS["card.js"]))
    return str(pattern).replace("\\/", "/")


def test_is_small() -> None:
    """All of it is 15 KB, packed as a server sends it."""
    files = [path for path in WIDGET.iterdir() if path.is_file()]
    assert {path.suffix for path in files} <= {".js", ".css", ".svg"}
    assert sum(len(gzip.compress(path.read_bytes())) for path in files) <= MOST_BYTES


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


def test_the_launcher_loads_the_rest_on_click() -> None:
    """It imports nothing by itself: the one import stands in the listener of the click."""
    script = code(SCRIPTS["launcher.js"])
    assert re.findall(r"^\s*(?:import\s|export\s.*from)", script, re.MULTILINE) == []
    assert re.findall(r"fetch|XMLHttpRequest|sendBeacon|\.src\s*=", script) == []
    assert script.count("import(") == 1
    listener = re.search(r"onclick\s*=.*?^    };", script, re.DOTALL | re.MULTILINE)
    assert listener
    assert "import(" in listener[0]


def test_every_file_is_there_and_used() -> None:
    """Each import leads to a file, and each file is reached from the launcher."""
    reached, ahead = set(), ["launcher.js"]
    while ahead:
        name = ahead.pop()
        if name not in reached:
            reached.add(name)
            ahead += imported(SCRIPTS[name])
    assert reached == set(SCRIPTS)


def test_every_sentence_is_japanese() -> None:
    """What the widget says is Japanese; the only letters are the name of a key."""
    data = re.compile(r"[a-z_]+|tel:\d+|[\d-]+|")  # kinds and the phone number
    said = [text for text in literals(SCRIPTS["texts.js"]) if not data.fullmatch(text)]
    assert len(said) > 30
    assert [text for text in said if not _JAPANESE.search(text)] == []
    assert [text for text in said if re.sub("Esc", "", text) != re.sub("[A-Za-z]", "", text)] == []


def test_all_sentences_stand_together() -> None:
    """Other files hold no sentence: the launcher has its two, furigana has its words."""
    others = {name: literals(script) for name, script in SCRIPTS.items() if name != "texts.js"}
    others.pop("furigana.js")
    assert len([text for text in others.pop("launcher.js") if re.search("[ぁ-ん]", text)]) == 2
    found = {text for texts in others.values() for text in texts if _JAPANESE.search(text)}
    assert {re.sub("[a-z]", "", text) for text in found} <= {"西暦", "元"}


def test_every_sentence_is_used() -> None:
    """Each sentence is used, and each that is used is there."""
    rest = "".join(code(script) for name, script in SCRIPTS.items() if name != "texts.js")
    texts = code(SCRIPTS["texts.js"])
    known = set(re.findall(r"^  (\w+)(?::|,$)", texts, re.MULTILINE))
    used = set(re.findall(r"\bT\.(\w+)", rest))
    assert used <= known
    # T[name] stands for the looks of the menu and for who speaks.
    assert known - used <= {"me", "bot", "furigana", "large"}


def test_links_lead_where_the_answers_lead() -> None:
    """The whitelist is the hosts of the answers' links, no more and no fewer."""
    names = re.findall(r"[\w-]+(?:\\\.[\w-]+)+", whitelist())
    hosts = {name.replace("\\", "") for name in names}
    assert hosts == links() | {NEUTRAL}


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
    """The whitelist is held against the beginning of an address, up to the slash."""
    assert not re.search(whitelist(), url)
    assert re.search(whitelist(), "https://www.city.kawasaki.jp/350/page/0000122819.html")


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
    assert [page.name for page in PAGES] == ["embed.html", "index.html"]


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
