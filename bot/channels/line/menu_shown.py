"""Which menu a resident sees: that of the language of the talk."""

from __future__ import annotations

from bot.channels.line import menu
from bot.channels.line.receiving import Happened
from bot.channels.line.residents import Resident
from bot.channels.line.sender import Sender


class MenuShown:
    """Menus are changed once the answer is sent: nobody waits for a picture, and where LINE does
    not change it the menu of before is as good."""

    def __init__(self) -> None:
        self._wanted: dict[str, str] = {}  # the language, by the event after which it is to change
        self._made: dict[str, str] = {}  # LINE's names of our menus, by language

    def note(self, event: Happened, resident: Resident) -> bool:
        """Notes what menu is to be shown after `event`; is it another than is shown?"""
        spoken = resident.language or resident.notes.menu
        wanted = spoken if spoken != menu.languages()[0] else ""
        if wanted == resident.notes.menu:
            return False
        self._wanted[event.id] = resident.notes.menu = wanted
        return True

    def take(self, event: Happened) -> str | None:
        """The language whose menu is to be shown now, empty for the first; None for no change."""
        return self._wanted.pop(event.id, None)

    async def show(self, sender: Sender, user: str, language: str) -> None:
        """Shows it. A name that LINE does not know any more is asked for once again."""
        if not language:
            await sender.show_first_menu(user)
            return
        known = self._made.get(language)
        if known is None or not await sender.show_menu(user, known):
            made = await sender.menus()
            self._made = {menu.language_named(name) or "": id for name, id in made.items()}
            if (found := self._made.get(language)) not in (None, known):
                await sender.show_menu(user, str(found))
