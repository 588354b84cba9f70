"""The shape of city.yml: what belongs to a city and not to one edition of its newsletter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

# Every text may name these; a city may add more, like the address of a desk.
NAMES = frozenset({"city", "newsletter", "insurer", "centre", "publisher"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CityDesk:
    """Somebody whom a caller is sent to (担当); what the newsletter does not say is left empty.

    `about` what they are asked; all but `id` may name values in {…}. Editors fill in at the console
    what is empty here.
    """

    id: str
    name: str
    about: str
    phone: str = ""
    place: str = ""
    hours: str = ""

    def texts(self) -> tuple[str, ...]:
        """Every text in which placeholders may stand."""
        return (self.name, self.about, self.phone, self.place, self.hours)


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """One city, as its own people write it.

    `languages`  codes of the languages that have texts; the first is told to who chose none
    `names`      how the city, its newsletter, its insurance and its call centre are called
    `links`      pages that answers lead to, by the name that they have in {…}, only https
    `guessable`  words that no password of the console may rest on
    `home`       the city's own page: where 「すぐ離れる」 goes, only https
    `desks`      whom operators send a caller to, in the order in which they are shown
    """

    languages: tuple[str, ...]
    names: Mapping[str, str]
    home: str
    links: Mapping[str, str] = field(default_factory=dict)
    guessable: tuple[str, ...] = ()
    desks: tuple[CityDesk, ...] = ()

    @property
    def site(self) -> str:
        """The host of the city's pages, without www."""
        return str(urlsplit(self.home).hostname).removeprefix("www.")

    def complaints(self) -> Iterator[str]:
        """What is wrong with it, each with its key."""
        if not self.languages:
            yield "languages: name at least one language, like [ja]"
        if not (self.home.startswith("https://") and self.home.endswith("/")):
            yield f"home: {self.home} is not an address like https://www.city.example.jp/"
        for name, url in self.links.items():
            if not url.startswith("https://"):
                yield f"links.{name}: {url} is not https"
        for name in sorted(self.names.keys() & self.links.keys()):
            yield f"links.{name}: stands in names too"
        if len({desk.id for desk in self.desks}) < len(self.desks):
            yield "desks: two have the same id"
        for name in sorted(NAMES - self.names.keys()):
            yield f"names: missing key {name}"

    def placeholders(self) -> dict[str, str]:
        """What every text may name in {…}, with its words."""
        return {**self.names, **self.links}
