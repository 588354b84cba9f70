"""bot/console/desk/people.py: who is in a caller's words, each with their own facts."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.console.desk.calculating import calculate
from bot.console.desk.people import (
    RELATIONS,
    HeardPeople,
    KnownCallPerson,
    chosen_by,
    hear_people,
    name_of,
)
from bot.content import current_content
from bot.dialogue.reading import UNNAMED
from bot.dialogue.talk import MOST_PEOPLE, Person
from tests.console.conftest import Desk
from tests.house.serving import NOW, is_error

WORDS = current_content().words(NOW.date())
FATHER = KnownCallPerson(key="father", called="父", facts={"birthday": "昭和31年3月1日"})
MOTHER = KnownCallPerson(key="mother", called="母", facts={"birthday": "昭和31年2月11日"})


def hear(text: str, *known: KnownCallPerson, speaking_of: str = UNNAMED) -> HeardPeople:
    """Who is in `text`, on a Wednesday within the edition."""
    return hear_people(text, known, speaking_of, NOW, WORDS)


@pytest.mark.parametrize(
    ("text", "about", "people"),
    [
        ("資格確認書はいつまで使えますか", [], {}),
        ("父と母の確認書の期限", ["お父さま", "お母さま"], {"お父さま": {}, "お母さま": {}}),
        (
            "父は昭和24年5月5日、母は昭和27年6月6日生まれです",
            ["お父さま", "お母さま"],
            {"お父さま": {"birthday": "1949-05-05"}, "お母さま": {"birthday": "1952-06-06"}},
        ),
        (
            "夫の在留期限は2026年3月31日ですが、私は日本人です。1990年1月1日生まれの私の確認書は？",
            ["お客様"],
            {"ご主人": {"residence_until": "2026-03-31"}, "お客様": {"birthday": "1990-01-01"}},
        ),
        (
            "私たち夫婦は昭和25年9月9日と昭和40年1月1日生まれです",
            ["お一人目の方", "お二人目の方"],
            {
                "お一人目の方": {"birthday": "1950-09-09"},
                "お二人目の方": {"birthday": "1965-01-01"},
            },
        ),
        (
            "妻は負担割合が変わるそうです",
            ["奥さま"],
            {"奥さま": {"circumstances": "burden_change"}},
        ),
    ],
)
def test_who_is_heard(text: str, about: list[str], people: dict[str, dict[str, str]]) -> None:
    """Everybody named, with what was told of each; and whom the question is about."""
    found = hear(text)
    labels = {person.key: person.label for person in found.people}
    assert [labels[key] for key in found.about] == about
    assert set(labels.values()) == set(people)
    for person in found.people:
        assert people[person.label].items() <= person.facts.items()


@pytest.mark.parametrize(
    ("said", "card", "chosen"),
    [
        ("資格確認書をなくしてしまいました", "lost_reissue", ("document", "certificate")),
        ("お知らせが破れました", "lost_reissue", ("document", "notice")),
        ("お知らせは来たけど、資格確認書をなくした", "lost_reissue", None),
        ("紙をなくした", "lost_reissue", None),
        ("区役所で申し込むときの持ち物", "debit_docs", ("method", "ward")),
        ("代わりに登録の解除をしたい", "proxy_application", ("application", "cancel")),
        ("母の限度額の認定証の本人確認書類", "identity_docs", ("application", "limit")),
        ("代理でもいいですか", "proxy_application", None),
        ("資格確認書はいつまで", "certificate_expiry", None),
        ("資格確認書", "nothing", None),
    ],
)
def test_what_words_choose(said: str, card: str, chosen: tuple[str, str] | None) -> None:
    """Of a script that branches, the one part that is named; two are asked for."""
    assert chosen_by(said, card, WORDS) == chosen


@pytest.mark.parametrize(
    ("text", "known", "speaking_of", "owner"),
    [
        ("資格確認書をなくしました", [], UNNAMED, UNNAMED),
        ("母が資格確認書をなくしました", [], UNNAMED, "mother"),
        ("資格確認書をなくしました", [FATHER], "father", "father"),
        ("", [FATHER], "father", "father"),
    ],
)
def test_whose_choice_it_is(
    text: str, known: list[KnownCallPerson], speaking_of: str, owner: str
) -> None:
    """Theirs of whom the words are, else theirs whose tab is open; nobody else gets it."""
    decides = chosen_by("資格確認書をなくしました", "lost_reissue", WORDS)
    found = hear_people(text, known, speaking_of, NOW, WORDS, decides)
    assert {p.key: p.facts.get("document") for p in found.people} == {owner: "certificate"}


def test_a_later_question_is_about_the_mother_alone() -> None:
    """母の確認書の期限も: no fact of the father's comes with it, though his tab is open."""
    found = hear("母の確認書の期限も", FATHER, speaking_of="father")
    assert found.about == ["mother"]
    assert all("birthday" not in person.facts for person in found.people)


def test_a_correction_reaches_its_person() -> None:
    """31年ではなく29年の2月11日 is put together with what was known, wherever the call is."""
    found = hear("母は31年ではなく29年の2月11日でした", FATHER, MOTHER, speaking_of="father")
    assert {p.key: p.facts.get("birthday") for p in found.people} == {"mother": "1954-02-11"}


def test_a_bare_day_is_of_the_open_tab() -> None:
    """Where nobody is named, the day is of the person spoken of."""
    found = hear("昭和31年3月1日生まれです", FATHER, MOTHER, speaking_of="mother")
    assert found.about == ["mother"]


@settings(max_examples=30)
@given(
    st.lists(st.sampled_from(("父", "母", "妻", "息子")), min_size=2, max_size=3, unique=True),
    st.data(),
)
def test_no_fact_of_one_person_is_anothers(names: list[str], data: Any) -> None:
    """Each birthday ends with its owner, whatever the order, and is in no other's script."""
    days = [f"昭和{30 + number}年3月{number + 5}日" for number in range(len(names))]
    told = data.draw(st.permutations(list(zip(names, days, strict=True))))
    found = hear("、".join(f"{name}は{day}" for name, day in told) + "生まれです")
    assert len(found.people) == len(names)
    for person, (name, day) in zip(found.people, told, strict=True):
        assert person.called == name
        result = calculate("certificate_expiry", person.facts, (), NOW, person.with_facts()).result
        assert result is not None
        spoken = "".join(result.script)
        assert f"{person.label}の" in spoken
        assert f"{day}生まれの方として" in spoken
        assert not any(other in spoken for other in days if other != day)


def test_every_relation_has_a_name() -> None:
    """Whom an operator can name by hand is called by it, and no two by the same."""
    names = [name_of(WORDS, Person(key)) for key in RELATIONS]
    assert all(names)
    assert len(set(names)) == len(RELATIONS)


def test_over_the_wire(operator: Desk) -> None:
    """What the screen sends and gets; the audit hears nothing of it."""
    before = operator.console.audit.latest()
    body = {
        "text": "母の確認書の期限も",
        "people": [FATHER.model_dump()],
        "speaking_of": "father",
    }
    found = operator.post("/desk/people", body).json()
    assert found["about"] == ["mother"]
    assert [person["label"] for person in found["people"]] == ["お母さま"]
    assert operator.console.audit.latest() == before


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"text": "", "people": [{"key": "father"}] * (MOST_PEOPLE + 1)},
        {"text": "", "people": [{"key": "お父さま"}]},
        {"text": "", "people": [{"key": "father", "facts": {"ground": "x"}}]},
        {"text": "", "speaking_of": "<b>"},
    ],
)
def test_bad_bodies(operator: Desk, body: Any) -> None:
    """Too much, no key, a fact that nobody may be asked for: refused."""
    assert is_error(operator.post("/desk/people", body), 422, "invalid")
