"""bot/dialogue/meant.py: what a question means by facts, days and what it follows."""

from __future__ import annotations

import pytest

from tests.dialogue.conftest import Begin

FRIDAY = "2025-08-01T10:00"
LISTS = {
    "apply_certificate": "apply_certificate_docs",
    "cancel_registration": "cancel_registration_docs",
    "cancel_registration_time": "cancel_registration_docs",
    "limit_certificate": "limit_certificate_docs",
    "debit_methods": "debit_docs",
}


@pytest.mark.parametrize(("matter", "docs"), LISTS.items())
@pytest.mark.parametrize("understood", ["what_to_bring", "apply_certificate_docs"])
def test_the_list_of_the_matter_before(
    begin: Begin, matter: str, docs: str, understood: str
) -> None:
    """何を持っていけばいい is about the application last spoken of: three lists, never mixed."""
    talk = begin(FRIDAY)
    talk.say(matter, "教えてください")
    assert talk.say(understood, "窓口には何を持っていけばいいですか").ids == [docs]


@pytest.mark.parametrize(
    "words", ["病院には何を持っていけばいいですか", "受診のときの持ち物は何ですか"]
)
def test_at_the_clinic(begin: Begin, words: str) -> None:
    """Who names the clinic means what to carry there, whatever was spoken of."""
    talk = begin(FRIDAY)
    talk.say("cancel_registration", "登録をやめたい")
    assert talk.say("what_to_bring", words).ids[0] == "what_to_bring"


def test_no_application_named(begin: Begin) -> None:
    """At the ward office, for what? The three lists are offered, none is guessed."""
    reply = begin(FRIDAY).say("cancel_registration_docs", "区役所には何を持っていけばいいですか")
    assert reply.kinds == ["options"]
    assert len(reply.buttons) == 4


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            "銀行で8月25日に出すのと区役所で8月29日に出すのではどっちが早く始まりますか",
            ["窓口で令和7年(2025年)8月25日に申し込んだ場合、令和7年(2025年)10月",
             "区役所の窓口で令和7年(2025年)8月29日に申し込んだ場合、令和7年(2025年)9月"],
        ),
        (
            "Webで7月25日と7月26日ではいつからですか",
            ["Webで令和7年(2025年)7月25日に申し込んだ場合、令和7年(2025年)9月",
             "Webで令和7年(2025年)7月26日に申し込んだ場合、令和7年(2025年)10月"],
        ),
        (
            "区役所で8月29日に申し込むか、Webで8月20日に申し込むか迷っています。いつからですか",
            ["区役所の窓口で令和7年(2025年)8月29日に申し込んだ場合、令和7年(2025年)9月",
             "Webで令和7年(2025年)8月20日に申し込んだ場合、令和7年(2025年)10月"],
        ),
    ],
)  # fmt: skip
def test_each_day_with_its_own_way(begin: Begin, words: str, said: list[str]) -> None:
    """Two days in one sentence are two questions, each with the way that stands by its day."""
    reply = begin(FRIDAY).say("debit_start", words)
    assert reply.ids == ["debit_start", "debit_start"]
    assert [part in text for part, text in zip(said, reply.texts, strict=True)] == [True, True]


def test_a_day_taken_back(begin: Begin) -> None:
    """A day that is corrected in the same sentence is one day."""
    words = "銀行で7月25日、いや7月26日に申し込んだらいつからですか"
    assert begin(FRIDAY).say("debit_start", words).ids == ["debit_start"]


@pytest.mark.parametrize("words", ["その後はどうなる？", "期限が切れた後はどうすればいいですか"])
@pytest.mark.parametrize(
    ("birthday", "said"),
    [
        ("昭和25年12月24日", "国保の紙が自動で届くとは言えません"),
        ("昭和31年3月2日", "次の紙が自動で届きます"),
    ],
)
def test_what_comes_after_the_date(begin: Begin, words: str, birthday: str, said: str) -> None:
    """その後は?, by the person's own facts: at 75 no next paper is promised."""
    talk = begin(FRIDAY)
    talk.say("certificate_expiry", f"父は{birthday}生まれです。資格確認書の期限は？")
    reply = talk.say("nlu_fallback", words)
    assert said in reply.texts[0]
    assert reply.asks


@pytest.mark.parametrize(
    "understood", ["nlu_fallback", "out_of_scope", "inform", "other_insurance"]
)
def test_a_birthday_and_until_when(begin: Begin, understood: str) -> None:
    """Birthdays beside いつまで ask for 有効期限, whatever the model took the message for."""
    father = "父は昭和24年12月1日生まれで後期高齢者です"
    mother = "母は昭和27年8月20日生まれで国保です"
    words = f"{father}。{mother}。資格確認書はいつまでですか"
    reply = begin(FRIDAY).say(understood, words)
    assert "お母さま(昭和27年(1952年)8月20日生まれ)\n資格確認書の有効期限は、令和8年" in reply
    assert "後期高齢者医療の方の期限は" in reply


@pytest.mark.parametrize(
    ("words", "answer_id"),
    [
        ("限度額の認定証は来年も申請が要りますか", "limit_certificate"),
        ("認定証の次のものは自動で届きますか", "limit_certificate"),
        ("認定証ではなく資格確認書の次のものは自動で届きますか", "auto_renewal"),
        ("資格確認書の次のものは自動で届きますか", "auto_renewal"),
    ],
)
def test_no_renewal_of_the_limit_certificate(begin: Begin, words: str, answer_id: str) -> None:
    """No 認定証 comes by itself, whatever the model took the question for."""
    assert begin(FRIDAY).say("auto_renewal", words).ids[0] == answer_id


@pytest.mark.parametrize(
    ("told", "day"),
    [
        (
            "私の在留期限は2026年2月28日です。資格確認書はいつまでですか",
            "令和8年(2026年)3月1日です",
        ),
        ("マル学で2026年3月20日に卒業します。資格確認書はいつまでですか", "3月20日です"),
        ("資格確認書はいつまでですか", "原則として令和8年(2026年)7月31日です"),
    ],
)
def test_the_day_of_who_told_a_circumstance(begin: Begin, told: str, day: str) -> None:
    """Until a birthday is known, the day that the circumstance decides is told, and no other."""
    assert day in begin(FRIDAY).say("certificate_expiry", told).text


def understood(words: str, *ranking: tuple[str, float]) -> dict[str, object]:
    """An unsure message, as the model hands it on."""
    return {
        "text": words,
        "intent": {"name": "nlu_fallback", "confidence": 0.4},
        "intent_ranking": [{"name": name, "confidence": odds} for name, odds in ranking],
    }


@pytest.mark.parametrize(
    ("words", "likely", "other", "kind"),
    [
        (
            "在留期限は来年の二月と聞いて、夫の資格確認書はどう",
            "expiry_residence",
            "certificate_expiry",
            "question",
        ),
        ("紙はどうなるのか", "expiry_residence", "certificate_expiry", "options"),
        ("資格確認書はどう", "certificate_expiry", "out_of_scope", "options"),
    ],
)
def test_wavering_between_who_asks_until_when(
    begin: Begin, words: str, likely: str, other: str, kind: str
) -> None:
    """Where all that is likely asks for 有効期限, the paper or the circumstance told says which."""
    heard = understood(words, (likely, 0.6), (other, 0.39))
    assert begin(FRIDAY).hear(heard).kinds[-1] == kind


def test_who_does_not_say_the_birthday(begin: Begin) -> None:
    """期限を知りたいけど生年月日は言いたくない: the general answer, and nothing is asked."""
    words = "資格確認書の期限を知りたいけど、生年月日は言いたくありません"
    heard = understood(words, ("decline", 0.6), ("certificate_expiry", 0.39))
    assert begin(FRIDAY).hear(heard).kinds == ["answer"]


def test_why_mine_alone_is_short(begin: Begin) -> None:
    """Whose date was read off the paper asks for nothing: the stay of the other one is asked."""
    words = "主人の紙は2026年7月31日までで、私の紙だけ短いです。在留カードの関係でしょうか"
    said = begin(FRIDAY).say("expiry_residence", words).text
    assert "あなたの在留期限" in said
    assert "ご主人" not in said


def test_until_when_beside_an_electronic_certificate(begin: Begin) -> None:
    """An unsure question with the day of an electronic certificate is about its time of grace."""
    words = "電子証明書の有効期限は令和7年9月30日です。それはいつまでですか？"
    talk = begin(FRIDAY)
    ranking = [("notice_expiry", 0.4), ("ecert_grace", 0.3)]
    assert talk.say("nlu_fallback", words, ranking=ranking).ids[0] == "ecert_grace"
