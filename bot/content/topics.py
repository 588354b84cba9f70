"""What the opening of a chat offers, by the season: topics.yml of the city."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bot.content import strict_yaml
from bot.errors import DataError

MOST = 8  # more do not stand in sight on a phone


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningTopic:
    """A matter by its answer's id; `label` names a phrase in place of the answer's title."""

    id: str
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonTopics:
    """Topics for a day.

    `over`    once the documents of the edition have ended
    `months`  in certain months, 1 to 12, of any year
    `usual`   on all other days
    """

    usual: tuple[OpeningTopic, ...] = ()
    over: tuple[OpeningTopic, ...] = ()
    months: Mapping[int, tuple[OpeningTopic, ...]] = field(default_factory=dict)

    def on(self, day: date, *, over: bool) -> tuple[OpeningTopic, ...]:
        """The topics of `day`; `over`: have the edition's documents ended?"""
        return self.over if over else self.months.get(day.month, self.usual)

    @property
    def groups(self) -> Mapping[str, tuple[OpeningTopic, ...]]:
        """The topics of each season, by the key that it has in the file."""
        months = {f"months.{month}": topics for month, topics in self.months.items()}
        return {"usual": self.usual, "over": self.over, **months}

    def complaints(self, answers: Collection[str], labels: Collection[str]) -> Iterator[str]:
        """What is wrong with it, each with its key; ids and labels that there are."""
        for month in self.months:
            if not 1 <= month <= 12:
                yield f"months.{month}: there is no such month"
        for name, topics in self.groups.items():
            if not 1 <= len({topic.id for topic in topics}) == len(topics) <= MOST:
                yield f"{name}: 1 to {MOST} topics, each once"
            for topic in topics:
                if topic.id not in answers:
                    yield f"{name}: {topic.id} has no answer"
                if topic.label and topic.label not in labels:
                    yield f"{name}: {topic.label} is no label of the phrases"


def read_opening(path: Path, answers: Collection[str], labels: Collection[str]) -> SeasonTopics:
    """The city's topics. Raises DataError for one that is none of these answers and labels."""
    opening = strict_yaml.build(SeasonTopics, strict_yaml.load(path), path.name)
    for complaint in opening.complaints(answers, labels):
        raise DataError(f"{path.name}.{complaint}")
    return opening
