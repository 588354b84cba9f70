"""The written answers: every text against the newsletter and the rules for writing."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest

from bot.content import Answer, fill, find_answer, library
from bot.text import format_date
from tests.house.sweeping import sweep
from tests.house.telling import conclusion, whole_text
from tests.rules.building import EDITION

from .newsletter import (
    IN_FORCE,
    OVER,
    TALK_ONLY,
    folded,
    needs_newsletter,
    newsletter,
    phrases,
    sentences,
    written,
)

IDS = sorted(library().book().answers)
RATHER_LONG, LONG = 40, 45

# Words of offices that people need not know; each has a plain one.
OFFICE_WORDS = re.compile(
    r"当該|係る|及び|並びに|又は|若しくは|有する|遅滞なく|速やか|上記|下記|賜|査収|致し|"
    r"につきまして|したがいまして|事由|資する|旨を|異動|来庁|勘案|鑑み|備え置|所定|記載|"
    r"官公署|概ね|ご了承|宛て郵送|別途"
)

_ERA_DAY = re.compile(
    r"(明治|大正|昭和|平成|令和)(元|\d{1,2})年(?:\(\d{4}年\))?(\d{1,2})月(\d{1,2})日"
)
_FIRST_YEARS = {"明治": 1868, "大正": 1912, "昭和": 1926, "平成": 1989, "令和": 2019}


def has_date(text: str) -> bool:
    return bool(_ERA_DAY.search(text))


@sweep("today", [IN_FORCE, *OVER])
@sweep("name", IDS)
def test_every_answer_renders(name: str, today: date) -> None:
    """Each answer renders in both wordings, with nothing left to fill in and no blank blocks."""
    answer = find_answer(name)
    for again in (False, True):
        text = whole_text(answer, today, again=again)
        assert text == text.strip()
        assert not re.search(r"[{}]|None|\n\n\n|[ \t]\n", text)


@sweep("name", IDS)
def test_every_fact_names_its_source(name: str) -> None:
    """An entry names the page of the newsletter, unless it tells no fact."""
    answer = find_answer(name)
    if name in TALK_ONLY:
        assert answer.source == ""
        return
    assert re.match(r"[1-4](・[1-4])*ページ", answer.source)
    last = whole_text(answer, IN_FORCE).splitlines()[-1]
    assert last == f"出典: 国保だより第179号(令和7年7月) {fill(answer.source)}"


@sweep("name", IDS)
def test_dates_carry_the_newsletters_number(name: str) -> None:
    """An answer that holds a date says which newsletter it is from."""
    text = whole_text(find_answer(name), IN_FORCE)
    assert not has_date(text) or "第179号(令和7年7月)" in text


def test_titles_differ() -> None:
    """No two buttons look the same."""
    titles = Counter(find_answer(name).title for name in IDS)
    assert [title for title, times in titles.items() if times > 1] == []


@sweep("name", IDS)
def test_again_is_in_other_words(name: str) -> None:
    """Who asks a second time does not read the same sentence again."""
    answer = find_answer(name)
    assert answer.again not in (answer.short, answer.after)
    assert folded(answer.short) not in folded(answer.again)


@sweep("name", IDS)
def test_every_answer_leads_on(name: str) -> None:
    """Who has read a fact is told what to do next and what is asked next."""
    answer = find_answer(name)
    if name in TALK_ONLY or name == "operator":
        return
    assert answer.steps
    assert len(set(answer.related)) == len(answer.related) >= 1


# What cannot be said in fewer words without losing a limit, a name or a place.
STILL_LONG = re.compile(
    r"支援措置を受けていてマイナ保険証を使いたい方は、資格確認書の下のほうにある連絡先へご相談ください。|"
    r"70歳以上で.*までに(窓口)?負担割合が変わった方(の紙)?は、変わる前の月の末日まででした。"
)


def length(sentence: str) -> int:
    """Characters to read; a number or a second year in brackets is looked up, not read through."""
    return len(re.sub(r"\([^()]*\)", "", sentence))


def test_sentences_are_short() -> None:
    """No sentence is longer than 45 characters, but for a few; one in fifteen is longer than 40."""
    found = [(name, text) for name, text in sentences() if not STILL_LONG.fullmatch(text)]
    assert [(name, text) for name, text in found if length(text) > LONG] == []
    rather_long = [text for _, text in found if length(text) > RATHER_LONG]
    assert len(rather_long) <= len(found) / 15


def test_what_is_still_long_is_there() -> None:
    """Each exception is a sentence that exists and is too long: none outlives its reason."""
    long = [text for _, text in sentences() if length(text) > LONG]
    for pattern in STILL_LONG.pattern.split("|"):
        assert any(re.fullmatch(pattern, text) for text in long), pattern


def test_no_words_of_offices() -> None:
    """Texts and phrases use plain words."""
    texts = [*written(), *phrases()]
    assert [(name, text) for name, text in texts if OFFICE_WORDS.search(text)] == []


def wrong_dates(text: str) -> list[str]:
    """Dates in `text` that are not written as 令和8年(2026年)7月31日 or are no days."""
    wrong = []
    for match in _ERA_DAY.finditer(text):
        era, year, month, day = match.groups()
        number = 1 if year == "元" else int(year)
        western = _FIRST_YEARS[era] + number - 1
        right = format_date(date(western, int(month), int(day)))
        if match.group() != right:
            wrong.append(match.group())
    western_days = re.findall(r"\d{4}年\d{1,2}月\d{1,2}日|\d{4}[-/]\d{1,2}[-/]\d{1,2}", text)
    return wrong + western_days


def test_wrong_dates() -> None:
    """The measure itself: the one right form, and forms that are not."""
    assert wrong_dates("期限は令和8年(2026年)7月31日です。") == []
    assert wrong_dates("令和8年7月31日です") == ["令和8年7月31日"]
    assert wrong_dates("令和8年7月31日(2026年)です") == ["令和8年7月31日"]
    assert wrong_dates("令和8年(2025年)7月31日です") == ["令和8年(2025年)7月31日"]
    assert wrong_dates("2026年7月31日です") == ["2026年7月31日"]


def test_dates_are_written_in_one_form() -> None:
    """Every date in a text is 令和N年N月N日(YYYY年); examples of what to type are none."""
    texts = [
        *written(),
        *((name, re.sub(r"[(「]例?:?[^()「」]*[)」]", "", t)) for name, t in phrases()),
    ]
    found = {name: wrong for name, text in texts if (wrong := wrong_dates(text))}
    assert found == {}


def test_the_old_limit_certificate_has_no_tense() -> None:
    """July is the month of its last day: whatever names that day is true before it and after."""
    book = library().book()
    texts = [*book.phrases["direct"].values()]
    texts += [t for a in book.answers.values() for t in (a.short, *a.details, a.script)]
    found = [s for t in texts for s in t.split("。") if "{last_ended}" in s]
    assert found
    assert [s for s in found if s.endswith(("でした", "ました"))] == []


def test_what_is_asked_stands_in_the_conclusion() -> None:
    """電話番号と受付時間: both, and not in the fold."""
    said = conclusion(find_answer("call_center"), IN_FORCE)
    assert all(told in said for told in (EDITION.call_centre.phone, "平日は", "土曜日は"))


@needs_newsletter
@sweep("name", IDS)
def test_links_are_the_newsletters(name: str) -> None:
    """Every link is one that the newsletter names."""
    assert [
        url for link in find_answer(name).links if folded(url := fill(link.url)) not in newsletter()
    ] == []


def test_the_web_desk_is_linked() -> None:
    """Each of the newsletter's four pages is behind the answer that it belongs to."""
    linked = {
        "cancel_registration_mail": "0000122819",
        "ecert_renewal": "0000105058",
        "ecert_check": "0000154839",
        "debit_methods": "koukin-koufuri.jp/kawasaki_city",
    }
    for name, part in linked.items():
        assert any(part in fill(link.url) for link in find_answer(name).links), name


# Numbers that the newsletter does not print: emergency calls, how long something is kept, and
# counts of what it lists.
# 2か月 is said aloud for its 2～3ヶ月.
_OTHER_NUMBERS = {"110番", "119番", "26の", "2か月", "3分", "1時"}
_UNITS = r"年度|年|月|日|時|分|歳|点|か月|ページ|番|号|の"


@needs_newsletter
def test_numbers_are_the_newsletters() -> None:
    """Every number with its unit stands in the newsletter; Western years are those of its days."""
    known = newsletter().replace("ヶ月", "か月").replace("～", "〜").replace("~", "〜")
    wrong = []
    for name, text in [*written(), *phrases()]:
        plain = re.sub(r"たとえば[^。]*。|1対1|\((例:|\d{4}年).*?\)|「昭和30年7月15日」", "", text)
        plain = folded(plain).replace("~", "〜")
        for number, unit in re.findall(rf"(?<![\d-])(\d+)(?![\d-])({_UNITS})?", plain):
            if f"{number}{unit}" in _OTHER_NUMBERS:
                continue
            if not re.search(rf"(?<!\d){number}{unit}", known):
                wrong.append((name, f"{number}{unit}", text))
    assert wrong == []


@needs_newsletter
def test_phone_numbers_are_the_citys() -> None:
    """The call centre's number is the only one, and it is the newsletter's."""
    phone = EDITION.call_centre.phone
    assert phone in newsletter()
    texts = " ".join(text for _, text in [*written(), *phrases()])
    numbers = set(re.findall(r"\d+-\d+(?:-\d+)*", texts))
    assert numbers == {phone, "210-0890"}


@needs_newsletter
def test_the_address_is_the_newsletters() -> None:
    """The address to return papers to is the newsletter's, wherever it is given."""
    whole = "〒210-0890 川崎区宮本町1番地"
    assert folded(whole) in newsletter()
    for name in ("return_address", "discard_expired"):
        assert whole in whole_text(find_answer(name), IN_FORCE)
    streets = [text for _, text in written() if re.search(r"[町丁]\d|番地", text)]
    assert all("川崎区宮本町1番地" in text for text in streets)


@needs_newsletter
def test_the_banks_are_the_newsletters() -> None:
    """All banks of the newsletter are listed, in its order, and no others."""
    table = newsletter().partition("みずほ銀行")
    names = [folded(bank.name) for bank in EDITION.banks.listed]
    printed = "".join(table[1:]).partition("×")[0]
    assert printed == "".join(names)
    assert len(names) == 26
    details = "、".join(map(fill, find_answer("debit_banks").details))
    listed = folded(details)
    assert [name for name in names if name not in listed] == []
    others = re.findall(
        r"[^\s、。・「」(]{2,10}(?:銀行|信用金庫|信用組合|金庫|組合)",
        details,
    )
    assert {folded(name) for name in others} == set(names)


CERTIFICATE, CANCEL, LIMIT = (
    "apply_certificate_docs",
    "cancel_registration_docs",
    "limit_certificate_docs",
)
# What each of the three lists holds, and what belongs to another one of them.
LISTS = [
    (CERTIFICATE, "顔写真付き.*1点.*2点", True),
    (CERTIFICATE, "委任状.*別の世帯", True),
    (CERTIFICATE, "登記事項証明書", True),
    (CERTIFICATE, "記号・番号・枝番", True),
    (CERTIFICATE, "同じ世帯|本人以外|郵送でも|90日|領収書|世帯主|マイナンバーが|運転免許証", False),
    (CANCEL, "顔写真付き.*1点.*2点", True),
    (CANCEL, "委任状.*(本人以外|同じ世帯)", True),
    (CANCEL, "同じ世帯", True),
    (CANCEL, "登記事項証明書", True),
    (CANCEL, "記号・番号・枝番", True),
    (CANCEL, "別の世帯|90日|領収書|世帯主|マイナンバーが|運転免許証", False),
    (LIMIT, "更新で届いた資格確認書か資格情報のお知らせ.*マイナポータル", True),
    (LIMIT, "世帯主と対象の方のマイナンバー", True),
    (LIMIT, "顔写真付きの本人確認書類", True),
    (LIMIT, "マイナンバーカードがあれば不要|マイナンバーカードがある方は.*いりません", True),
    (LIMIT, "90日.*", True),
    (LIMIT, "領収書", True),
    (LIMIT, "委任状.*代理人の本人確認書類", True),
    (LIMIT, "別の世帯|同じ世帯|登記事項|2点|枝番|郵送でも", False),
]


def bring(answer: Answer) -> str:
    return "\n".join((answer.short, *answer.details, *answer.bring))


@pytest.mark.parametrize(("name", "fact", "holds"), LISTS)
def test_the_three_lists_are_not_mixed(name: str, fact: str, holds: bool) -> None:
    """Each application has its own list of what to bring; none borrows from another."""
    assert bool(re.search(fact, bring(find_answer(name)))) is holds


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("apply_certificate", r"郵送でも|2〜3か月|代理人の本人確認"),
        ("cancel_registration_mail", r"90日|別の世帯"),
        ("limit_certificate", r"郵送|同じ世帯|2点"),
    ],
)
def test_the_three_applications_are_not_mixed(name: str, other: str) -> None:
    """What holds for one application is not said of another."""
    assert not re.search(other, whole_text(find_answer(name), IN_FORCE))


ENDS = format_date(EDITION.documents.ends)
# What may be said with the edition's last day once it has passed.
_IS_PAST = re.compile(rf"過ぎ|でした|対象|終わ|切れ|第179号の紙|{re.escape(ENDS)}までに")


@pytest.mark.parametrize("today", OVER)
@sweep("name", IDS)
def test_nothing_is_valid_until_a_day_that_has_passed(name: str, today: date) -> None:
    """After the edition no sentence of an answer says that a paper is valid until its last day."""
    answer = find_answer(name)
    for again in (False, True):
        text = whole_text(answer, today, again=again)
        told = [s for s in re.split(r"[。\n]", text) if ENDS in s and not _IS_PAST.search(s)]
        assert told == []


@sweep("name", IDS)
def test_after_the_edition_the_conclusion_says_so(name: str) -> None:
    """Until its last day an edition is in force; where it matters, another text follows it."""
    answer = find_answer(name)
    last = EDITION.documents.ends
    assert conclusion(answer, last) == conclusion(answer, IN_FORCE)
    if ENDS in conclusion(answer, last):
        assert answer.after
        assert conclusion(answer, OVER[0]) != conclusion(answer, last)


@pytest.mark.parametrize("name", ["certificate_expiry", "notice_expiry", "expiry_age70"])
def test_nobody_is_promised_a_paper_without_condition(name: str) -> None:
    """That the next paper comes by itself holds only as long as the person is in 川崎市国保."""
    for sentence in re.split(r"[。\n]", whole_text(find_answer(name), IN_FORCE)):
        if "自動で届きます" in sentence:
            assert "国保に入っている間" in sentence


@pytest.mark.parametrize(
    ("name", "rule", "day"),
    [
        ("expiry_age70", "誕生日がある月の末日まで", "turns_70_by"),
        ("expiry_age75", "誕生日の前の日まで", "ends"),
        ("expiry_burden_change", "前の月の末日まで", "ends"),
        ("expiry_residence", "在留期限の次の日まで", "residence_by"),
        ("expiry_student", "卒業予定の?日まで", "graduates_by"),
    ],
)
def test_a_rule_that_is_over_keeps_its_last_day(name: str, rule: str, day: str) -> None:
    """Who turned 75 after the edition was under no rule of it: each names the day it went to."""
    answer = find_answer(name)
    for text in (answer.after, answer.script_after):
        assert re.search(rf"{{{day}}}[^。]*{rule}", text)


def test_who_turned_70_before_the_edition_is_not_under_its_rule() -> None:
    """Who was 70 already had another last day; no date is told that is not printed."""
    answer = find_answer("expiry_age70")
    screen, script = "".join((answer.after, *answer.details_after)), answer.script_after
    for text in (screen, script):
        assert re.search(r"もともと70歳以上だった方の紙は、原則、?{ends}まで", text)
        assert "{starts}" not in text


def test_a_certificate_is_good_until_its_day() -> None:
    """Who is sent to the clinic with a certificate is told that its day must not have passed."""
    found = [
        (name, sentence)
        for name, text in written()
        for sentence in re.findall(
            r"[^。\n]*(?:資格確認書(?:だけで受診|を持って行って)|それだけで(?:受診でき|保険が使え)ます)[^。\n]*",
            text,
        )
        if not name.startswith(("limit_", "cancel_", "apply_"))
    ]
    assert len(found) >= 5
    assert [told for told in found if "期限が過ぎてい" not in told[1]] == []


def test_the_share_ends_a_paper_from_70_on() -> None:
    """①: whose paper a change of the share ends is said in the very sentence, read aloud too."""
    found = [
        (name, sentence)
        for name, text in written()
        if name != "expiry_burden_change"  # its texts open with it
        for sentence in re.findall(
            r"[^。\n]*割合が変わ(?:る|った)方[^。\n]*月の末日まで[^。\n]*", text
        )
    ]
    assert found
    assert [told for told in found if "70歳以上" not in told[1]] == []


def test_the_later_posting_is_a_plan() -> None:
    """〈ご注意〉 plans it for July: no answer says that the papers are being sent, or were."""
    found = [
        (name, sentence)
        for name, text in written()
        for sentence in re.findall(r"[^。\n]*生まれた方の分は[^。\n]*", text)
    ]
    assert found
    assert [told for told in found if not told[1].endswith("予定でした")] == []


def test_only_what_has_run_out_may_be_thrown_away() -> None:
    """問3 speaks of papers whose date has passed; 問4 alone of an older one of two."""
    for name, text in written():
        for sentence in re.findall(r"[^。\n]*捨て[^。\n]*かまいません", text):
            assert "期限が切れ" in sentence, (name, sentence)


def test_the_contact_on_the_certificate_is_for_few() -> None:
    """問1 gives it to those under support measures who want to use マイナ保険証, to nobody else."""
    for name, text in [*written(), *phrases()]:
        for sentence in re.findall(r"[^。\n]*下のほうにある連絡先", text):
            assert "マイナ保険証" in sentence, (name, sentence)


def test_no_caller_need_know_a_number_of_the_newsletter() -> None:
    """A script calls a paper by what it is; the number stands only beside 国保だより."""
    for name in IDS:
        answer = find_answer(name)
        for script in (answer.script, answer.script_after):
            assert not re.search(
                r"(?<!国保だより)第[0-9]+号|第[0-9]+号の(紙|資格|お知らせ)", script
            )


SAID_LISTS = [
    (CERTIFICATE, "役所などが発行した、顔写真付き.*1点.*2点.*別の世帯.*委任状.*登記事項.*番号"),
    (CANCEL, "役所などが発行した、顔写真付き.*1点.*2点.*同じ世帯でも委任状.*登記事項.*番号"),
    (LIMIT, "資格確認書か資格情報.*世帯主と対象.*顔写真付き.*90日.*領収書.*委任状.*本人確認書類"),
]


@pytest.mark.parametrize(("name", "all_of_it"), SAID_LISTS)
def test_a_script_leaves_nothing_to_come_back_for(name: str, all_of_it: str) -> None:
    """What is read aloud about an application names all that is to be taken along."""
    assert re.search(all_of_it, re.sub(r"\s", "", find_answer(name).script))


def test_nobody_is_to_say_a_pin_on_the_telephone() -> None:
    """A script that speaks of a 暗証番号 says that it is not to be told."""
    scripts = [s for n in IDS if "暗証番号" in (s := find_answer(n).script)]
    assert scripts
    assert all("お電話ではおっしゃらないで" in script for script in scripts)


def test_nobody_is_asked_about_violence() -> None:
    """No text or phrase names DV or abuse; support measures are named in neutral words."""
    named = re.compile(r"DV|ドメスティック|虐待|被害|加害|(?<!支援)配偶者")
    assert [(name, text) for name, text in [*written(), *phrases()] if named.search(text)] == []
