"""bot/console/desk/calculating.py: the next question and the result, as residents get them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import bot.dialogue.steps
from bot.console.desk.calculating import MATTERS, Calculation, calculate
from bot.console.desk.typed_facts import FACTS, read_typed
from bot.content import find_answer
from bot.dialogue.facts import CIRCUMSTANCE, CIRCUMSTANCES, DATED, NONE, typed
from bot.dialogue.topics import find_topic
from bot.rules import JAPAN, missing
from bot.rules.questions import SPECS
from bot.settings import read_settings
from tests.dialogue.matters import COMPUTED, Matter, ask, do
from tests.dialogue.talking import Conversation
from tests.house.serving import NOW
from tests.rules.building import EDITION

AFTER = datetime(2026, 11, 27, 10, tzinfo=JAPAN)
MOST_QUESTIONS = 9
SKIP = "わからない"

# What a caller may say to each question: turning points of RULES.md, and what cannot be read.
ANSWERS: dict[str, tuple[str, ...]] = {
    "birthday": ("S30.8.1", "S30.8.2", "S31.3.1", "S31.7.2", "S25.8.1", "S25.11.3", "S60.1.1"),
    "document": ("notice", "certificate"),
    "residence_until": (NONE, "2026年3月31日", "2026年7月31日", "2025年6月30日"),
    "graduation": (NONE, "2026年3月20日", "2025年3月20日"),
    "graduation_moved": ("yes", "no"),
    "burden_change": (NONE, "2026年1月", "2025年6月"),
    "ecert_expiry": ("2025年4月10日", "2025年11月30日", "2027年1月1日"),
    "has_card": ("yes", "no"),
    "registered": ("yes", "no"),
    "method": ("bank", "web", "ward"),
    "applied_on": ("今日", "10月25日", "10月26日"),
    "bank": ("横浜銀行", "住信SBIネット銀行", "どこか"),
    "application": ("apply", "cancel", "limit"),
    CIRCUMSTANCE: (NONE, *CIRCUMSTANCES),
}


@pytest.fixture(scope="module", autouse=True)
def _reckon_once() -> Iterator[None]:
    """The same facts in many walks: what could still change the result is reckoned once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bot.dialogue.steps, "missing", cached)
        yield


cached = cache(missing)


def worked(matter: str, *skipped: str, **facts: str) -> Calculation:
    """A calculation within the edition."""
    return calculate(matter, facts, skipped, NOW)


# RULES.md's worked examples: facts, then the result at a glance.
RULED = (
    ({"birthday": "S30.8.1"}, "令和8年(2026年)7月31日"),
    ({"birthday": "S30.8.2"}, "令和7年(2025年)8月31日で期限切れ"),
    ({"birthday": "S31.3.1"}, "令和8年(2026年)2月28日"),
    ({"birthday": "S31.7.1"}, "令和8年(2026年)6月30日"),
    ({"birthday": "S25.11.3"}, "令和7年(2025年)11月2日"),
    ({"birthday": "S26.7.31"}, "令和8年(2026年)7月30日"),
    ({"birthday": "S31.2.29"}, "令和8年(2026年)2月28日"),
    ({"birthday": "S25.8.1"}, "要確認"),
    ({"birthday": "S60.3.1", "residence_until": "2026年3月31日"}, "令和8年(2026年)4月1日"),
    ({"birthday": "S60.3.1", "residence_until": "2026年7月30日"}, "令和8年(2026年)7月31日"),
    ({"birthday": "S60.3.1", "residence_until": "2026年7月31日"}, "令和8年(2026年)7月31日"),
    ({"birthday": "S60.3.1", "residence_until": "2025年6月30日"}, "要確認"),
    ({"birthday": "S27.5.5", "burden_change": "2026年1月"}, "令和7年(2025年)12月31日"),
    ({"birthday": "H7.10.1", "graduation": "2026年3月20日"}, "令和8年(2026年)3月20日"),
    ({"birthday": "H7.10.1", "graduation": "2025年3月20日"}, "要確認"),
)


@pytest.mark.parametrize(("facts", "value"), RULED)
def test_worked_examples(facts: dict[str, str], value: str) -> None:
    """The examples of RULES.md come out of the calculator as they stand there."""
    found = worked("certificate_expiry", circumstances=NONE, **facts).result
    assert found is not None
    assert found.value == value
    assert sum(met.decided for met in found.met) == 1


@pytest.mark.parametrize(
    ("matter", "facts", "value"),
    [
        ("notice_expiry", {"birthday": "S31.7.2", "circumstances": NONE}, "期限なし(要確認)"),
        ("ecert_grace", {"ecert_expiry": "2025年4月10日"}, "令和7年(2025年)7月31日で期限切れ"),
        ("ecert_grace", {"ecert_expiry": "2025年11月30日"}, "令和8年(2026年)2月28日"),
        ("what_to_bring", {"has_card": "yes", "registered": "yes"}, "マイナンバーカード"),
        ("what_to_bring", {"has_card": "yes", "registered": "no"}, "資格確認書"),
        ("what_to_bring", {"has_card": "no"}, "資格確認書"),
        ("debit_start", {"method": "ward", "applied_on": "10月31日"}, "令和7年(2025年)11月"),
        ("debit_start", {"method": "bank", "applied_on": "10月25日"}, "令和7年(2025年)12月"),
        ("debit_start", {"method": "web", "applied_on": "10月26日"}, "令和8年(2026年)1月(要確認)"),
    ],
)
def test_other_examples(matter: str, facts: dict[str, str], value: str) -> None:
    """The other tables of RULES.md; nothing is left to ask."""
    found = worked(matter, **facts)
    assert found.question is None
    assert found.result is not None
    assert found.result.value == value


@pytest.mark.parametrize(
    ("matter", "facts", "value", "says", "not_that"),
    [
        ("lost_reissue", {"document": "notice"}, "資格情報のお知らせ", "再発行できます", "確認書"),
        ("lost_reissue", {"document": "certificate"}, "資格確認書", "区役所", "お知らせ"),
        ("debit_docs", {"method": "bank"}, "銀行などの窓口", "届出印", "暗証番号"),
        ("debit_docs", {"method": "ward"}, "区役所の窓口", "暗証番号", "届出印"),
        ("proxy_application", {"application": "cancel"}, "利用登録の解除", "同じ世帯", "別の世帯"),
        ("identity_docs", {"application": "limit"}, "限度額適用認定証など", "運転免許証", "2点"),
    ],
)
def test_a_script_branches_by_what_was_said(
    matter: str, facts: dict[str, str], value: str, says: str, not_that: str
) -> None:
    """Of a script that tells of several things the caller hears the part that is theirs."""
    asked = worked(matter).question
    assert asked is not None
    assert [asked.fact] == list(facts)
    assert facts[asked.fact] in [choice.value for choice in asked.choices]
    found = worked(matter, **facts)
    assert found.question is None
    assert found.result is not None
    assert found.result.value == value
    assert says in "".join(found.result.script)
    assert not_that not in "".join(found.result.script)


def test_who_cannot_say_which_is_told_all_of_it() -> None:
    """The general script stays, which asks the same."""
    found = worked("lost_reissue", "document")
    assert (found.question, found.result) == (None, None)


def could_matter(matter: str, found: Calculation, facts: dict[str, str], now: datetime) -> bool:
    """Is the question about a fact that the rules say could change the result?"""
    assert found.question is not None
    fact = found.question.fact
    if matter == "debit_banks":
        return fact == "bank"
    topic = find_topic(matter)
    assert topic is not None
    known = dict(topic.supposed)
    for read in found.facts:
        if read.problem is None and read.fact != CIRCUMSTANCE:
            known[read.fact] = _value(read.fact, facts[read.fact], now)
    if facts.get(CIRCUMSTANCE) == NONE:
        askable = SPECS[topic.question].askable
        known |= {n: NONE for n in CIRCUMSTANCES if n in askable and n not in known}
    open_now = cached(topic.question, typed(known, now), EDITION, topic.named)
    wanted = CIRCUMSTANCES if fact == CIRCUMSTANCE else (fact,)
    return bool(set(wanted) & set(open_now))


def _value(fact: str, text: str, now: datetime) -> str:
    value = read_typed(fact, text, now).value
    assert value is not None
    return value


@settings(max_examples=25)
@given(st.data(), st.sampled_from(MATTERS), st.sampled_from([NOW, AFTER]))
def test_every_walk_ends(data: st.DataObject, matter: str, now: datetime) -> None:
    """Whatever is answered or skipped, few questions come, each of weight and none twice."""
    facts: dict[str, str] = {}
    skipped: list[str] = []
    asked: list[str] = []
    found = calculate(matter, facts, skipped, now)
    while found.question is not None:
        fact = found.question.fact
        anew = found.result is not None and fact in facts
        assert fact not in skipped
        assert anew or fact not in facts or fact == "bank" or fact == CIRCUMSTANCE
        assert anew or could_matter(matter, found, facts, now), (fact, facts)
        asked.append(fact)
        assert len(asked) <= MOST_QUESTIONS, asked
        given_now = data.draw(st.sampled_from((*ANSWERS[fact], SKIP)))
        if given_now == SKIP or anew or facts.get(fact) == given_now:
            skipped.append(fact)
        else:
            facts[fact] = given_now
        found = calculate(matter, facts, skipped, now)
        result = found.result
        if result is not None and result.met:
            assert sum(met.decided for met in result.met) == 1
            assert result.script
        if result is not None and result.confirm:
            assert "要確認" in "".join(result.sentences)


@pytest.mark.parametrize("matter", MATTERS)
@pytest.mark.parametrize("now", [NOW, AFTER])
def test_who_tells_nothing(matter: str, now: datetime) -> None:
    """Skipping everything ends in the general answer, or in one that is to be confirmed."""
    skipped: list[str] = []
    while (question := (found := calculate(matter, {}, skipped, now)).question) is not None:
        skipped.append(question.fact)
        assert len(skipped) <= MOST_QUESTIONS
    assert found.result is None or found.result.confirm


@pytest.mark.parametrize("matter", COMPUTED, ids=lambda matter: matter.id)
def test_the_same_as_residents_get(matter: Matter, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the same facts the calculator says what the talk with a resident comes to."""
    today = {"BOT_TODAY": matter.today}
    monkeypatch.setattr("actions.answering.settings", lambda: read_settings(today))
    talk = Conversation()
    reply = ask(talk, matter)
    known: dict[str, str] = {}
    for turn in matter.turns:
        if reply.asks:
            reply = do(talk, turn)
            known = talk.state.facts or known
    if not known:
        pytest.skip("the talk keeps no fact")
    now = datetime.fromisoformat(f"{matter.today[:10]}T10:00").replace(tzinfo=JAPAN)
    topic = find_topic(matter.id)
    assert topic is not None
    typed = {n: read_typed(n, v, now).value for n, v in known.items()}
    assert typed == known
    found = calculate(matter.id, known, (), now).result
    assert found is not None
    for sentence in "".join(found.sentences).split("。"):
        assert sentence.removeprefix("お手元の") in reply.text


@pytest.mark.parametrize("matter", MATTERS)
def test_every_matter_has_a_title_and_a_first_question(matter: str) -> None:
    """Under the name of its answer; with nothing known there is something to ask."""
    found = worked(matter)
    assert found.title == find_answer(matter).title
    assert found.facts == []
    # The posting is over for everybody, whenever they were born.
    assert (found.question is None) == (matter == "not_arrived")


def test_facts_of_another_matter_are_not_heard() -> None:
    """Nothing but what has a part in the matter is read or shown."""
    found = worked("what_to_bring", birthday="S30.8.1", has_card="no", bank="横浜銀行")
    assert [fact.fact for fact in found.facts] == ["has_card"]


@pytest.mark.parametrize("text", ["75歳", "30.7.15", "令和9年1月1日", "あ" * 5_000, "  "])
def test_what_cannot_be_read_is_asked_for_again(text: str) -> None:
    """And no result is made of it."""
    found = worked("certificate_expiry", birthday=text)
    assert found.result is None
    assert found.question is not None
    assert found.question.fact == "birthday"
    assert [fact.problem is not None for fact in found.facts] == [True] * bool(text.strip())


def test_what_was_over_before_is_asked_for_anew() -> None:
    """A stay that ended before the papers began may have been renewed; once, and not if skipped."""
    facts = {"birthday": "S60.3.1", "residence_until": "2025年6月30日", CIRCUMSTANCE: NONE}
    found = worked("certificate_expiry", **facts)
    assert found.question is not None
    assert found.question.fact == "residence_until"
    assert worked("certificate_expiry", "residence_until", **facts).question is None


def test_a_result_while_only_rare_things_are_open() -> None:
    """Most people have the answer at once; what could change it is asked for next to it."""
    found = worked("certificate_expiry", birthday="S60.3.1")
    assert found.result is not None
    assert found.question is not None
    assert found.question.fact == CIRCUMSTANCE
    assert "ただし" in "".join(found.result.sentences)


def test_nothing_is_kept() -> None:
    """A calculation knows nothing of the one before."""
    before = worked("certificate_expiry")
    worked("certificate_expiry", birthday="S30.8.1", circumstances=NONE)
    assert worked("certificate_expiry") == before


def test_another_matter() -> None:
    """What is not worked out raises."""
    with pytest.raises(KeyError):
        worked("greet")


def test_every_answer_of_the_walk_is_of_a_fact() -> None:
    """The walk above knows every question that there is."""
    assert set(ANSWERS) == FACTS
    assert set(DATED) <= FACTS
