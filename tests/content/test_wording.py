"""One word for one thing, in one voice: what the texts and phrases may not say, and why."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from bot.content import find_answer, library
from tests.house.telling import answer_parts

from .newsletter import IN_FORCE, OVER, phrases, sentences, written

IDS = sorted(library().book().answers)

# Words that a resident would type stand in 「…」: an example, not our own words.
EXAMPLE = re.compile(r"「[^」]*\?」")
# Labels and short names on buttons and in the operators' tables.
SHORT = ("label", "meant", "met", "outcome", "fact", "pick", "picked", "desk", "short")

# What is not said, and what is said instead.
NOT_SAID = {
    r"(?<!資格)確認書(?!類)": "資格確認書",
    r"申込": "申し込み、申し込む",
    r"限度額の認定証": "限度額適用認定証",
    r"金融機関の窓口": "銀行などの窓口",
    r"担当の者|担当者|電話の係|オペレーター|(?<!何)人が(?:答|説明|お答え)": "係の者",
    r"わたし|わたくし|(?<!公)私(?!た)": "(言わない)",
    r"お捨て": "捨てる",
    r"登録を外": "解除する",
    r"お便り": "国保だより",
    r"お大事に": "(言わない)",
    r"一般的なお答え": "どなたにも当てはまるお答え",
    r"ふたりの": "1対1の",
    r"第179号": "{issue}",
    r"身分証明書|本人確認の書類": "本人確認書類、身分証",
    r"医療機関": "病院",
    r"要りません": "いりません",
    r"誕生日の前日": "誕生日の前の日",
    r"卒業予定の日": "卒業予定日",
    r"特別な事情": "(何の事情かを言う)",
}


def raw() -> list[tuple[str, str]]:
    """Every text as it is written, values not filled in."""
    book = library().book()
    entries = [(name, text) for name, answer in book.answers.items() for text in answer.texts()]
    said = [
        (f"{section}.{key}", text)
        for section, texts in book.phrases.items()
        for key, text in texts.items()
    ]
    return entries + said


@pytest.mark.parametrize("words", NOT_SAID)
def test_one_word_for_one_thing(words: str) -> None:
    """A word of the list on the left is found nowhere; the one on the right is said instead."""
    said = re.compile(words)
    found = [(name, text) for name, text in raw() if said.search(EXAMPLE.sub("", text))]
    assert found == [], NOT_SAID[words]


def test_the_notice_is_introduced() -> None:
    """お知らせ alone stands only where 資格情報のお知らせ has been read before."""
    short = re.compile(r"(?<!資格情報の)お知らせ(?!する|しま|くだ)")
    for name in IDS:
        answer = find_answer(name)
        for script in (answer.script, answer.script_after):
            place = short.search(script)
            assert not place or "資格情報のお知らせ" in script[: place.start()], (name, script)
        whole = "\n".join((answer.title, *answer.texts()))
        assert not short.search(whole) or "資格情報のお知らせ" in whole, name
    for name, text in phrases():
        if name.split(".")[0] not in SHORT:
            place = short.search(text)
            assert not place or "資格情報のお知らせ" in text, (name, text)


@pytest.mark.parametrize("today", [IN_FORCE, OVER[0]], ids=["within", "after"])
@pytest.mark.parametrize("name", IDS)
def test_silence_is_said_once(name: str, today: str) -> None:
    """That the newsletter does not say a thing is told at most once in an answer."""
    parts = answer_parts(find_answer(name), today)
    whole = "\n".join((parts.lead, *parts.details, *parts.steps))
    assert whole.count("書かれていません") <= 1
    assert find_answer(name).script.count("書かれていません") <= 1


@pytest.mark.parametrize("today", [IN_FORCE, OVER[0]], ids=["within", "after"])
@pytest.mark.parametrize("name", IDS)
def test_no_sentence_twice(name: str, today: str) -> None:
    """An answer says each thing once."""
    text = answer_parts(find_answer(name), today).text
    said = Counter(found for found in re.split(r"[。\n]", text) if len(found) > 8)
    assert [sentence for sentence, times in said.items() if times > 1] == []


def test_the_ward_is_ones_own() -> None:
    """Where to go is the ward office of the ward where one lives, wherever it is first named."""
    for name in IDS:
        answer = find_answer(name)
        for text in (answer.short, answer.after, answer.again, answer.script, answer.script_after):
            if "区役所、保険年金課" in text or "区役所保険年金課" in text:
                assert "お住まいの区の区役所" in text, (name, text)
        lists = "\n".join((*answer.details, *answer.steps, answer.short))
        if "区役所保険年金課" in lists:
            assert "お住まいの区の区役所" in lists, name


def test_sentences_end_politely() -> None:
    """Sentences of the texts are polite throughout; lists of people and things are no sentences."""
    end = re.compile(
        r"(です|ます|ません|ました|でした|ください|ですか|ますか|せんか|でしょうか|ましょうか|もらえますか)(\([^()]*\))?[。?]$"
    )
    for name, sentence in sentences():
        in_brackets = sentence.count("(") > sentence.count(")")
        if len(sentence) > 9 and sentence.endswith(("。", "?")) and not in_brackets:
            assert end.search(sentence), (name, sentence)


def test_every_word_is_found_somewhere() -> None:
    """The words that are said instead are said: the list is about these texts."""
    whole = "\n".join(text for _, text in [*written(), *phrases()])
    for word in ("資格確認書", "申し込み", "限度額適用認定証", "銀行などの窓口", "係の者", "病院"):
        assert word in whole
