"""Rich menus on the platform: made, given a picture, shown, counted and deleted."""

from __future__ import annotations

import re
import struct
import uuid
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from .limits import IN_MENUS, Json, Refused, check_action, need, only, text

Answer = tuple[int, Any]

_MOST_CHANGES = 100  # made and deleted in an hour
_MOST_LOOKS = 60  # at the figures, in an hour
_LONGEST_DAYS, _YEARS = 396, 3
_FEWEST = 20  # people, below whom no figures are told


def check_menu(menu: Json) -> None:
    """The definition of a rich menu."""
    only(menu, {"size", "selected", "name", "chatBarText", "areas"})
    only(menu["size"], {"width", "height"})
    width, height = menu["size"]["width"], menu["size"]["height"]
    need(800 <= width <= 2500 and height >= 250 and width / height >= 1.45, "size of the menu")
    need(menu["selected"] in (True, False), "selected")
    text(menu["chatBarText"], 14)
    text(menu["name"], 300)
    need(1 <= len(menu["areas"]) <= 20, "areas")
    for area in menu["areas"]:
        only(area, {"bounds", "action"})
        box = area["bounds"]
        only(box, {"x", "y", "width", "height"})
        need(all(isinstance(value, int) for value in box.values()), "whole numbers")
        need(box["x"] >= 0 and box["y"] >= 0, "an area within the picture")
        need(box["width"] >= 1 and box["height"] >= 1, "an area is not empty")
        need(box["x"] + box["width"] <= width, "an area within the picture")
        need(box["y"] + box["height"] <= height, "an area within the picture")
        check_action(area["action"], IN_MENUS)


@dataclass
class Menus:
    """The menus of an account. `linked` is the menu of each user who has one of the own; `pressed`
    counts presses by the place of an area: x, y; `people` are as many as pressed anything; `today`
    is the day in Japan."""

    made: dict[str, Any] = field(default_factory=dict)
    pictures: set[str] = field(default_factory=set)
    default: str = ""
    linked: dict[str, str] = field(default_factory=dict)
    pressed: dict[tuple[int, int], int] = field(default_factory=dict)
    people: int = 0
    today: date = date(2026, 11, 29)
    changes: int = 0
    looks: int = 0

    def handle(self, method: str, rest: list[str], kind: str, body: Any) -> Answer:
        """A call below /v2/bot/richmenu."""
        if method in ("POST", "DELETE") and rest[1:] != ["content"]:
            self.changes += 1
            if self.changes > _MOST_CHANGES:
                return 429, {"message": "The API rate limit has been exceeded"}
        match method, rest:
            case "POST", []:
                check_menu(body)
                name = f"richmenu-{uuid.uuid4().hex}"
                self.made[name] = body
                return 200, {"richMenuId": name}
            case "GET", ["list"]:
                return 200, {"richmenus": [{"richMenuId": n, **m} for n, m in self.made.items()]}
            case "POST", [name, "content"]:
                self._picture(name, kind, body)
                return 200, {}
            case "DELETE", [name]:
                del self.made[name]
                self.linked = {user: menu for user, menu in self.linked.items() if menu != name}
                return 200, {}
        return 404, {}

    def show(self, name: str) -> Answer:
        """POST /v2/bot/user/all/richmenu/{name}."""
        need(name in self.pictures, "the menu has no picture")
        self.default = name
        return 200, {}

    def link(self, user: str, name: str) -> Answer:
        """POST /v2/bot/user/{user}/richmenu/{name}."""
        if name not in self.made:
            return 404, {"message": "Not found"}
        need(name in self.pictures, "the menu has no picture")
        self.linked[user] = name
        return 200, {}

    def unlink(self, user: str) -> Answer:
        """DELETE /v2/bot/user/{user}/richmenu."""
        self.linked.pop(user, None)
        return 200, {}

    def shown_to(self, user: str) -> str:
        """The name of the menu that a user sees."""
        return str(self.made[self.linked.get(user, self.default)]["name"])

    def figures(self, name: str, query: Json) -> Answer:
        """GET /v2/bot/insight/richmenu/{name}/summary."""
        self.looks += 1
        if self.looks > _MOST_LOOKS:
            return 429, {"message": "The API rate limit has been exceeded"}
        if name not in self.made:
            return 404, {"message": "Not found"}
        first, last = (_day(query, key) for key in ("from", "to"))
        need(first <= last, "to must be the same day as from, or after it")
        need(last - first <= timedelta(days=_LONGEST_DAYS), "the period is too long")
        need(first >= self.today.replace(year=self.today.year - _YEARS), "from is too long ago")
        if self.people < _FEWEST:
            return 200, {"richMenuId": name}
        return 200, {
            "richMenuId": name,
            "metricsFrom": query["from"],
            "metricsTo": query["to"],
            "impression": {"metrics": {"count": 2 * self.people, "uniqueUsers": self.people}},
            "clicks": [
                {"bounds": area["bounds"], "metrics": self._metrics(area["bounds"])}
                for area in self.made[name]["areas"]
            ],
        }

    def _metrics(self, box: Json) -> Json:
        count = self.pressed.get((box["x"], box["y"]), 0)
        return {"count": count, "uniqueUsers": min(count, self.people)}

    def _picture(self, name: str, kind: str, body: Any) -> None:
        need(name in self.made, "no such menu")
        need(kind == "image/png" and body.startswith(b"\x89PNG"), "a picture in PNG")
        need(len(body) <= 1_000_000, "a picture of 1 MB at most")
        size = self.made[name]["size"]
        found = struct.unpack(">II", body[16:24])
        need(found == (size["width"], size["height"]), "a picture as large as the menu")
        need(name not in self.pictures, "the menu has a picture")
        self.pictures.add(name)


def _day(query: Json, name: str) -> date:
    given = query[name]
    if not re.fullmatch(r"\d{8}", given):
        raise Refused(f"{name} is no day")
    return date(int(given[:4]), int(given[4:6]), int(given[6:]))
