"""One talk for each matter whose answer depends on the resident's own facts.

`turns` are what the resident does after asking: words, or [the title of a button]. The expected
dates are worked out by hand from the newsletter.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.dialogue.conftest import BEFORE, WITHIN
from tests.dialogue.talking import Conversation, Reply


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A talk from the question to the result."""

    id: str
    question: str  # without any fact
    asks: str  # what the bot asks for first: a key of the phrases' section `ask`
    turns: tuple[str | list[str], ...]
    result: str  # stands in the result
    why: str  # the sentence that says which rule decided
    place: str  # where it is written
    at_once: str = ""  # the question with all its facts; "" where no sentence is read for facts
    today: str = WITHIN
    of_a_person: bool = True


MATTERS = (
    Matter(
        id="what_to_bring",
        question="病院に何を持って行けばいいですか",
        asks="has_card",
        turns=(["持っている"], ["登録した"]),
        result="マイナンバーカードを持って行ってください",
        why="資格情報のお知らせも一緒に",
        place="1ページ",
    ),
    Matter(
        id="why_certificate",
        question="登録したのに、確認書が届いたのはなぜですか",
        asks="ecert_expiry",
        turns=("2025年4月10日です",),
        result="令和7年(2025年)7月31日",
        why="電子証明書の期限から数えて",
        place="3ページ 問1",
        at_once="電子証明書の期限は2025年4月10日です。確認書が届いたのはなぜですか",
    ),
    Matter(
        id="not_arrived",
        question="まだ届きません",
        asks="birthday_posting",
        turns=("昭和30年7月15日です",),
        result="令和7年(2025年)7月下旬頃",
        why="この生年月日の方の紙は",
        place="1ページ〈ご注意〉",
        at_once="昭和30年7月15日生まれですが、まだ届きません",
        today=BEFORE,
    ),
    Matter(
        id="auto_renewal",
        question="次の紙は自動で届きますか",
        asks="document",
        turns=(["資格確認書"], "昭和60年3月1日です", ["どれもない"]),
        result="次の紙が自動で届きます",
        why="川崎市国保に入っている間は",
        place="3ページ よくある問合せ 問2",
    ),
    Matter(
        id="notice_expiry",
        question="お知らせはいつまで使えますか",
        asks="birthday",
        turns=("昭和31年3月15日です", ["どれもない"]),
        result="令和8年(2026年)3月31日",
        why="70歳の誕生日がある月の末日",
        place="1ページ「資格情報のお知らせ」の有効期限",
        at_once="昭和31年3月15日生まれです。お知らせはいつまで使えますか",
    ),
    Matter(
        id="certificate_expiry",
        question="資格確認書はいつまで使えますか",
        asks="birthday",
        turns=("昭和31年3月1日です", ["どれもない"]),
        result="令和8年(2026年)2月28日",
        why="1日生まれの方は",
        place="2ページ「資格確認書」の有効期限",
        at_once="昭和31年3月1日生まれです。資格確認書はいつまで使えますか",
    ),
    Matter(
        id="expiry_age70",
        question="70歳になる人の紙は、いつまで使えますか",
        asks="birthday",
        turns=("昭和31年1月19日です", ["どれもない"]),
        result="令和8年(2026年)1月31日",
        why="70歳の誕生日がある月の末日",
        place="1・2ページ 有効期限",
        at_once="昭和31年1月19日生まれで、70歳になります。いつまで使えますか",
    ),
    Matter(
        id="expiry_age75",
        question="75歳になる人の紙は、いつまで使えますか",
        asks="birthday",
        turns=("昭和26年1月20日です", ["どれもない"]),
        result="令和8年(2026年)1月19日",
        why="75歳の誕生日の前の日",
        place="1・2ページ 有効期限",
        at_once="昭和26年1月20日生まれで、75歳になります。いつまで使えますか",
    ),
    Matter(
        id="expiry_burden_change",
        question="負担割合が変わります。いつまで使えますか",
        asks="burden_change",
        turns=("令和8年1月からです", "昭和27年5月5日です", ["ほかにはない"]),
        result="令和7年(2025年)12月31日",
        why="窓口負担割合が変わる前の月の末日",
        place="1・2ページ 有効期限",
        at_once="昭和27年5月5日生まれで、令和8年1月から負担割合が変わります。いつまで使えますか",
    ),
    Matter(
        id="expiry_residence",
        question="在留期限があります。いつまで使えますか",
        asks="residence_until",
        turns=("2026年3月31日です", "昭和60年3月1日です", ["ほかにはない"]),
        result="令和8年(2026年)4月1日",
        why="在留期限の次の日",
        place="1・2ページ 有効期限",
        at_once="在留期限は2026年3月31日です。昭和60年3月1日生まれです。いつまで使えますか",
    ),
    Matter(
        id="expiry_student",
        question="マル学です。いつまで使えますか",
        asks="graduation",
        turns=("2026年3月20日です", ["ほかにはない"]),
        result="令和8年(2026年)3月20日",
        why="マル学の方は卒業予定日まで",
        place="1・2ページ 有効期限",
        at_once="マル学で、2026年3月20日に卒業します。いつまで使えますか",
    ),
    Matter(
        id="ecert_grace",
        question="電子証明書が切れたらいつまで使えますか",
        asks="ecert_expiry",
        turns=("2025年11月30日です",),
        result="令和8年(2026年)2月28日",
        why="3か月後の月の末日",
        place="3ページ 問1 ※6",
        at_once="電子証明書が2025年11月30日に切れます。いつまで使えますか",
    ),
    Matter(
        id="debit_start",
        question="口座振替はいつから始まりますか",
        asks="method",
        turns=(["Web(インターネット)"], "10月20日です"),
        result="令和7年(2025年)12月",
        why="25日までの申し込みは、翌々月から",
        place="4ページ",
        at_once="Webで10月20日に申し込みました。口座振替はいつから始まりますか",
        of_a_person=False,
    ),
    Matter(
        id="debit_banks",
        question="口座振替に使える銀行はどこですか",
        asks="bank",
        turns=("横浜銀行です",),
        result="横浜銀行は、口座振替に使える銀行などの一覧にあります",
        why="令和7年(2025年)4月1日現在",
        place="4ページ",
        at_once="横浜銀行は口座振替に使えますか",
        of_a_person=False,
    ),
)

BY_ID = {matter.id: matter for matter in MATTERS}
COMPUTED = tuple(m for m in MATTERS if m.id != "debit_banks")  # worked out by the rule module
OF_A_PERSON = tuple(m for m in MATTERS if m.of_a_person)


def ask(talk: Conversation, matter: Matter) -> Reply:
    """The resident asks, and says no more."""
    return talk.say(matter.id, matter.question)


def do(talk: Conversation, turn: str | list[str]) -> Reply:
    """One turn of the resident: a fact in words, or a button."""
    return talk.press(turn[0]) if isinstance(turn, list) else talk.say("inform", turn)


def go_through(talk: Conversation, matter: Matter) -> Reply:
    """The whole talk, as long as something is asked; its last reply."""
    reply = ask(talk, matter)
    for number, turn in enumerate(matter.turns):
        # After the edition nobody is asked for what cannot matter any more; it may be told.
        if reply.asks or (number == 0 and isinstance(turn, str)):
            reply = do(talk, turn)
    return reply
