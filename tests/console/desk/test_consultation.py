"""bot/console/desk/consultation.py: what an operator sees of a number, and who may."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.console.desk.calculating import MATTERS
from bot.console.desk.typed_facts import FACTS, choices, read_typed
from bot.content import find_answer, say
from bot.conversation import offline as rasa_failed
from bot.conversation.consultation import WRONG_OF_ONE, AskedTurn, Computed, Shown
from bot.conversation.offline import OfflineAnswerer
from bot.dialogue.banks import BANKS
from bot.dialogue.facts import DATED
from bot.dialogue.talk import open_question
from bot.dialogue.topics import TOPICS
from bot.errors import StorageError
from bot.storage.memory.throttles import MemoryThrottles
from tests.console.conftest import Desk
from tests.finding import standing
from tests.house.handing import both_ways, caller, changed, conversation, is_live, with_number
from tests.house.serving import NOW, Body, House, StandIn, is_error, leads

PATH = "/desk/consultations"
WORDS = "母の確認書はいつまでですか"
SHOWN = Shown(
    (
        AskedTurn(WORDS, "certificate_expiry", "result"),
        AskedTurn("窓口は?", "call_center", "answer"),
        AskedTurn("わかりません", None, "refusal"),
    ),
    (Computed("certificate_expiry", {"document": "certificate", "birthday": "1955-07-15"}),),
)
Make = Callable[..., str]


@pytest.fixture
def make(home: House, monkeypatch: pytest.MonkeyPatch) -> Make:
    """Makes a number; wrong ones of other tests do not count."""
    numbers = home.gateway.consultations
    monkeypatch.setattr(numbers, "_throttles", MemoryThrottles())

    def issue(shown: Shown = SHOWN) -> str:
        assert home.first.portal is not None
        found = home.first.portal.call(numbers.issue, shown)
        assert found is not None
        return str(found[0])

    return issue


def audited(desk: Desk) -> list[tuple[str, str, str]]:
    """Who did what with which, without the sign-ins, the oldest first."""
    found = [(e.operator, e.what, e.which) for e in desk.console.audit.latest()]
    return [entry for entry in reversed(found) if entry[1] != "sign_in"]


def first(found: dict[str, Any]) -> tuple[str | None, dict[str, str]]:
    """Matter and facts of the first person of whom the chat knew."""
    people = found["people"]
    return (people[0]["matter"], people[0]["facts"]) if people else (None, {})


def test_what_the_operator_sees(operator: Desk, make: Make) -> None:
    """The words, ids, titles and kinds; the matter and the facts for the calculator; the age."""
    answer = operator.post(PATH, {"number": make()})
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    found = answer.json()
    assert [tuple(turn.values()) for turn in found["asked"]] == [
        (WORDS, "certificate_expiry", find_answer("certificate_expiry").title, "result"),
        ("窓口は?", "call_center", find_answer("call_center").title, "answer"),
        ("わかりません", None, "", "refusal"),
    ]
    assert first(found)[0] == "certificate_expiry"
    assert first(found)[1] == {"document": "certificate", "birthday": "1955-07-15"}
    assert found["minutes"] == 0


@pytest.mark.parametrize("form", ["{}", "{} です。", "相談番号は {}"])
def test_as_the_caller_says_it(operator: Desk, make: Make, form: str) -> None:
    """Grouped, with polite words around it, and in wide figures, it is the same number."""
    number = make()
    wide = number.translate({ord(d): ord(d) + 0xFEE0 for d in "0123456789"})
    assert operator.post(PATH, {"number": form.format(f"{wide[:3]} {wide[3:]}")}).is_success


def test_a_second_look_shows_nothing(operator: Desk, editor: Desk, make: Make) -> None:
    """Used is used, for whoever looks; an editor may look as well."""
    number = make()
    assert editor.post(PATH, {"number": number}).is_success
    for desk in (operator, editor):
        assert is_error(desk.post(PATH, {"number": number}), 404, "no_number")
    assert audited(operator) == [
        ("hanako", "consultation", ""),
        ("taro", "consultation_failed", ""),
        ("hanako", "consultation_failed", ""),
    ]


def test_nobody_else_may_try(home: House, stranger: Desk, make: Make) -> None:
    """Without a sign-in, or without the session's secret, a number is neither shown nor used up;
    residents' channel does not know the address."""
    number = make()
    assert is_error(stranger.post(PATH, {"number": number}), 401, "signed_out")
    assert is_error(home.client().post(PATH, json={"number": number}), 404, "not_found")
    assert stranger.sign_in("taro").status_code == 303
    stranger.csrf = "guessed"
    assert is_error(stranger.post(PATH, {"number": number}), 403, "forged")
    stranger.csrf = ""
    assert is_error(stranger.post(PATH, {"number": number}), 403, "forged")
    assert is_live(home.gateway, number)
    assert audited(stranger) == []


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"number": None},
        {"number": 123456},
        {"number": ["123456"]},
        {"number": "1" * 101},
        [],
        "",
    ],
)
def test_what_is_no_number_at_all(operator: Desk, make: Make, body: Any) -> None:
    """Another type, or a text that is far too long, is refused in the one shape of an error."""
    make()
    assert is_error(operator.post(PATH, body), 422, "invalid")


def test_wrong_numbers_slow_an_operator_down(operator: Desk, editor: Desk, make: Make) -> None:
    """Ten wrong ones are looked at; then even the right one has to wait, for this operator alone,
    and the audit tells guessing from use."""
    number = make()
    for _ in range(WRONG_OF_ONE):
        assert is_error(operator.post(PATH, {"number": "000000"}), 404, "no_number")
    refusal = operator.post(PATH, {"number": number})
    assert is_error(refusal, 429, "too_many")
    assert refusal.json()["error"]["message"] == say("consult", "wrong")
    assert 1 <= int(refusal.headers["retry-after"]) <= 600
    assert editor.post(PATH, {"number": number}).is_success
    assert [what for _, what, _ in audited(operator)] == [
        *["consultation_failed"] * WRONG_OF_ONE,
        "consultation_refused",
        "consultation",
    ]


def test_the_audit_has_no_number_and_no_word(operator: Desk, make: Make, tmp_path: Any) -> None:
    """Neither what was typed nor what was shown stands in any file of the console."""
    number = make()
    operator.post(PATH, {"number": number})
    operator.post(PATH, {"number": number})
    written = "".join(
        path.read_bytes().decode("utf-8", "replace")
        for path in tmp_path.rglob("*")
        if path.is_file()
    )
    assert "consultation_failed" in written
    secret = [*both_ways(number), WORDS, "1955-07-15"]
    assert standing(secret, written) == []


def test_without_an_audit_nothing_is_shown(
    home: House, operator: Desk, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the look cannot be noted there is no look, and the number is used up all the same."""

    def locked(*_: Any) -> None:
        raise StorageError("database is locked")

    number = make()
    monkeypatch.setattr(operator.console.audit, "note", locked)
    answer = operator.post(PATH, {"number": number})
    assert is_error(answer, 503, "unavailable")
    assert WORDS not in answer.text
    assert not is_live(home.gateway, number)


@pytest.mark.parametrize(
    ("matter", "facts", "seen"),
    [
        ("call_center", {"birthday": "1955-07-15"}, (None, {})),
        ("no_such_matter", {"birthday": "1955-07-15"}, (None, {})),
        ("expiry_age70", {"today": "2020-01-01", "name": "x"}, ("expiry_age70", {})),
        (
            "expiry_age70",
            {"birthday": "1955-07-15", "at": "x"},
            ("expiry_age70", {"birthday": "1955-07-15"}),
        ),
    ],
)
def test_only_what_the_calculator_knows(
    operator: Desk, make: Make, matter: str, facts: dict[str, str], seen: tuple[Any, Any]
) -> None:
    """A matter that cannot be worked out there, and facts without a field, are left out."""
    found = operator.post(PATH, {"number": make(Shown((), (Computed(matter, facts),)))}).json()
    assert first(found) == seen


# What a talk has computed, the calculator computes again.


def test_the_calculator_knows_every_matter() -> None:
    """Whatever a talk can work out can be handed over."""
    assert {topic.id for topic in TOPICS} | {BANKS} == set(MATTERS)


@pytest.fixture(scope="module")
def thinking() -> OfflineAnswerer:
    """The real actions, without the labelled sentences, which take seconds to read."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rasa_failed, "labelled", lambda: [("call_center", "電話番号を教えて")])
        return OfflineAnswerer()


REPLIES = {
    "birthday": "昭和30年10月15日です",
    "document": "資格確認書のほう",
    "residence_until": "2026年3月31日",
    "graduation": "令和8年3月20日",
    "graduation_moved": "いいえ",
    "burden_change": "来年1月から",
    "ecert_expiry": "2025年11月",
    "has_card": "はい、持っています",
    "registered": "まだしていません",
    "method": "区役所で",
    "applied_on": "今日",
    "circumstances": "どれもない",
}
OTHER_REPLIES = {
    **REPLIES,
    "birthday": "S26.1.5",
    "document": "お知らせ",
    "method": "ネット",
    "applied_on": "9月26日",
    "ecert_expiry": "2025年8月1日",
    "registered": "はい、登録しました",
    "circumstances": "ビザがあります",
}


@pytest.mark.parametrize("replies", [REPLIES, OTHER_REPLIES], ids=["one", "other"])
@pytest.mark.parametrize("matter", [topic.id for topic in TOPICS])
def test_the_calculator_says_the_same(
    home: House,
    rasa: StandIn,
    thinking: OfflineAnswerer,
    operator: Desk,
    make: Make,
    matter: str,
    replies: dict[str, str],
) -> None:
    """Matter and facts of a talk, posted to the calculator as they come, give the very sentences
    that the resident has read, every fact is understood, and nothing is asked again."""

    async def work(body: Body) -> Any:
        pressed = body["pressed"]
        messages, state = thinking.answer(body["message"], body["state"], NOW, pressed=pressed)
        return {"messages": messages, "state": state}

    rasa.work = work
    resident = caller(home)
    answered = resident.press(changed(home.gateway, lambda record: record.offer(f"/{matter}")))
    asked: list[str] = []
    while (fact := open_question(conversation(home.gateway).record.state)) is not None:
        assert len(asked) < 9
        answered = resident.say("どれもない" if fact in asked else replies[fact])
        asked.append(fact)
    found = operator.post(PATH, {"number": with_number(resident)}).json()
    found_matter, facts = first(found)
    assert (found_matter, bool(facts)) == (matter if asked else None, bool(asked))
    assert [turn["id"] for turn in found["asked"]] == [matter]
    given = {"matter": matter, "facts": facts}
    calculation = operator.post("/desk/calculate", given).json()
    assert [fact["problem"] for fact in calculation["facts"]] == [None] * len(facts)
    # The resident reads in front whose facts the result rests on.
    assert leads(answered)[-1].endswith(
        "\n".join(calculation["result"]["sentences"]).removeprefix("お手元の")
    )
    assert calculation["question"] is None


dates = st.dates().map(lambda day: f"{day.year}年{day.month}月{day.day}日")


@settings(max_examples=60)
@given(st.sampled_from(sorted(FACTS)), st.data())
def test_a_value_is_understood_as_itself(fact: str, data: st.DataObject) -> None:
    """What a talk keeps of a fact is read back by the calculator's field as the same value."""
    words = (
        st.one_of(dates, st.dates().map(str))
        if fact in DATED
        else st.sampled_from([*choices(fact), "横浜銀行"])
    )
    value = read_typed(fact, data.draw(words), NOW).value
    if value is not None:
        assert read_typed(fact, value, NOW).value == value


def test_everybody_of_a_household(operator: Desk, make: Make) -> None:
    """Each person stands there by name, with facts of their own and the result."""
    facts = {"father": ("お父さま", "1950-11-03"), "mother": ("お母さま", "1956-03-01")}
    computed = tuple(
        Computed("certificate_expiry", {"birthday": day}, name, key)
        for key, (name, day) in facts.items()
    )
    found = operator.post(PATH, {"number": make(Shown((), computed))}).json()
    assert [(p["name"], p["facts"]["birthday"], p["value"]) for p in found["people"]] == [
        ("お父さま", "1950-11-03", "令和7年(2025年)11月2日"),
        ("お母さま", "1956-03-01", "令和8年(2026年)2月28日"),
    ]
    assert found["people"][0]["known"] == ["昭和25年(1950年)11月3日生まれ"]
    assert [(p["key"], p["label"]) for p in found["people"]] == [
        ("father", "お父さま"),
        ("mother", "お母さま"),
    ]


@pytest.mark.parametrize(("language", "told"), [("ko", "ko"), ("ja", ""), ("xx", "")])
def test_the_language_of_the_caller(operator: Desk, make: Make, language: str, told: str) -> None:
    """The number carries the language over, if it is one of the city's others."""
    shown = Shown((AskedTurn("전화번호", "call_center", "answer"),), (), language)
    assert operator.post(PATH, {"number": make(shown)}).json()["language"] == told
