"""Finding street addresses: a place name that ends in figures (宮本町1-2-3, 二丁目3番地)."""

from __future__ import annotations

import re
from collections.abc import Iterator

_FIGURE = "(?:[0-9]{1,4}|[一二三四五六七八九十]{1,3})"
_DASH = "[-‐−–ー]"
# Figures with the marks of an address between them. 27番 alone is a counter's number.
_LOT = re.compile(
    rf"(?<![0-9]){_FIGURE}(?:\s?(?:丁目|番地|番|{_DASH}|の)(?:の|\s)?{_FIGURE}){{1,4}}(?:号室?|番地?|室)?"
    rf"|(?<![0-9]){_FIGURE}\s?(?:丁目|番地)"
    r"|(?<=[町村字])[0-9]{1,4}(?![0-9]|\s?[月日年時人円番回歳割])"
)
_SURE = re.compile("丁目|番地|番.+号")  # an address even without a place name
_PLACE = re.compile(r"[一-鿿々〆ァ-ヺーのヶ]{2,30}\s?$")
_DISTRICT = re.compile("[都道府県市区郡].*|.[町村]")
_LONGEST_PLACE = 31
_BUILDING = re.compile(
    r"\s?[ァ-ヺーA-Za-z一-鿿]{1,15}\s?[0-9]{1,4}(?:号室|号|室)"
    r"|\s?[ァ-ヺー一-鿿]{0,12}(?:マンション|アパート|ハイツ|コーポ|ハイム|メゾン|ビル|団地|荘)"
    r"[ァ-ヺー一-鿿]{0,8}(?:\s?[0-9]{1,4}(?:号室|号|室)?)?"
)


def find_addresses(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of addresses in NFKC ``text``, from the place name to the building."""
    for lot in _LOT.finditer(text):
        place = _PLACE.search(text, max(0, lot.start() - _LONGEST_PLACE), lot.start())
        if place is not None and not _DISTRICT.search(place.group()):
            place = None
        if place is None and not _SURE.search(lot.group()):
            continue
        building = _BUILDING.match(text, lot.end())
        yield (place or lot).start(), (building or lot).end()
