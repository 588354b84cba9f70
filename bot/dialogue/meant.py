"""What a question means where its words alone leave it open: by facts, by days, by what it follows.

The intent model reads clauses. Which list of papers 何を持っていけば means, that a birthday beside
いつまで asks for 有効期限, and that two days are two questions is told here, by structure.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from bot.dialogue.breath import by_clear_words, of_nothing_told
from bot.dialogue.clause import OUT_OF_SCOPE
from bot.dialogue.each_day import each_day
from bot.dialogue.facts import CIRCUMSTANCES
from bot.dialogue.listening import News, named_people
from bot.dialogue.next_paper import asks_when, matter_meant, people_known
from bot.dialogue.questions import AskedQuestion
from bot.dialogue.results import is_outside
from bot.dialogue.ruled_out import not_of_what_is_ruled_out
from bot.dialogue.spoken_before import paper_told_of, tells_when_it_ends
from bot.dialogue.topics import EXPIRY_OF_CIRCUMSTANCE, EXPIRY_OF_PAPER, find_topic
from bot.dialogue.turn import Turn
from bot.dialogue.which_list import LISTS, by_proxy, each_application, of_application, of_the_form
from bot.rules import Question
from bot.text import mentions, normalise
from bot.text.readings import names_a_matter

_EXPIRY_WORDS = re.compile(
    r"期限|いつまで|何日まで|有効|(?:つか|使)え(?:ます|る)(?:か|の|$|[?？])|きげん|"
    r"切れ(?:ます|る)(?:か|の|$|[?？])|[日末月]まで(?:なん)?(?:です|でしょう|だろう)か|(?:だけ|が|は|も)(?:こんなに)?(?:短[いく]|早[いく]|早まっ)"
)
_UNTIL = re.compile(r"いつまで|何日まで|期限は")
_OTHER_EXPIRY = re.compile(
    r"電子証明|カード(?:本体|の期限)|認定証|限度額|引き?落|振替|電話(?!して|した|しま|を?かけ|で)|介護"
)
_ANOTHER_MATTER = re.compile(
    r"届[くいきけ]|来(?:ない|ません|ます|る)|送|捨て|処分|返|持って|持ち物|申請|再発行|なくし|違い|手続|書留|郵|"
    r"直[しせす]|訂正|修正|"
    r"病院|受診|かかれ|診て"
)
# What happened to the paper, told beside a birthday: what to do about it is the question.
_HAPPENED = re.compile(
    r"[なす失無]くし|紛失|破[れい]|汚[れし]|捨て|再発行|届(?:か|いて[いな])|来[なて]"
)
_PAPERS_EXPIRY = re.compile(
    r"(?:お知らせ|確認書|確認証)の(?:有効)?期限(?:で|は|を|が|です|なん|について|の(?:件|こと))*[。、?]?$"
)
_OF_AGE = frozenset({"birthday", "age"})
# 主人が75になります。私の保険証はどうなりますか: beside somebody's age, until when it can be used.
_BECOMES = re.compile(r"(?:保険証|紙|確認書|お知らせ)(?:って|は|が)?、?どうな[るりっ]")
_OF_EXPIRY = frozenset({"birthday", *CIRCUMSTANCES})
# Who tells when the ratio changes or when school ends asks about that; a stay is told by the way.
_ASKED_ABOUT = ("burden_change", "graduation")
_SURELY = 0.97
_OF_EXPIRY_ALONE = 0.95  # the confidence of all its sides together
_SAYS_LITTLE = frozenset({"inform", "whose", "out_of_scope", "other_insurance"})

_THEN = re.compile(
    r"[^。]{0,16}(?:無保険|保険(?:証)?(?:が|は)?(?:なし|[な無]くな[るりっ]|ない)(?:に|って|です|なの|の|ん|か|[?？]|$))[^。]{0,10}$|"
    r"(?:で、?|じゃあ、?|それで、?)?その(?:後|あと)(?:は|って)?[?？]?$|"
    r"その(?:後|あと)(?:は|も)?、?[^。]{0,12}(?:来ま|来る|届[きく]|送ら)|"
    r"(?:えっ?、?|で、?|じゃあ、?|では、?)*(?:[0-9]{1,2}月(?:から|以降)|75歳(?:から|以降)|(?:それ|そこ)(?:から|以降)(?:先)?|以降)"
    r"(?:は|って)?、?(?:どう(?:なる|なり|すれ|した)|何か(?:届|来)).{0,10}$|"
    r"(?:で、?|じゃあ、?|それで、?)?(?:その|それ|期限|切れた|過ぎた)(?:が|を|の)?(?:切れた|過ぎた)?(?:後|あと|ら)?(?:は|って|も)?、?"
    r"(?:どう(?:なる|なり|すれ|した)|何か(?:届|来)|(?:何|なに)を(?:す|し))[^。]{0,10}$"
)
_COMES = re.compile(r"(?:いつ|何日)(?:ごろ|頃)?(?:に|には)?(?:来|届|とど|送|もら)")
_COMES_AGAIN = re.compile(r"確認書[^。]{0,4}(?:来年|毎年|次)[^。]{0,8}(?:来|届|送|もら)")
_PAPERS = re.compile(r"認定証|限度額|確認書|お知らせ|確認証")
_LOST_ELSE = re.compile(
    r"(?:印鑑|ハンコ|はんこ|届出印|通帳|キャッシュカード|免許証?|パスポート|財布|暗証番号)(?:を|が|は|も)?、?"
    r"(?:なくし|失くし|無くし|紛失|忘れ)"
)
_NATURES = ("what_is_notice", "what_is_certificate")
_UNPAID = re.compile(
    r"保険料[^。]{0,14}(?:残|滞納|未納|払[えっわ]|納め)[^。]*(?:もらえ|出[せしる]|交付|申請|使え)"
)
_PROTECTED = re.compile(r"支援措置|(?<![a-z])dv(?![a-z])", re.IGNORECASE)


def by_facts(turn: Turn, asked: AskedQuestion, news: News, *, alone: bool = False) -> AskedQuestion:
    """Birthdays and 期限 in one message ask for 有効期限, however the sentence is built.

    `alone`: it is the only question of the message, so all of its words say what it is about.
    """
    meant = _by_facts(turn, not_of_what_is_ruled_out(asked, news), news, alone=alone)
    if meant.id != "notice_expiry" or turn.original or not news.facts & _OF_EXPIRY:
        return meant
    papers = (p.facts.get("document") for p in (*news.people, *turn.talk.subjects))
    if meant.document or mentions.document(turn.text) or any(papers):
        return meant
    # A paper that nobody named is no notice: that one may have no date at all.
    return replace(meant, ranking=(("expiry_age70", 1.0), *meant.ranking[1:]))


def _by_facts(turn: Turn, asked: AskedQuestion, news: News, *, alone: bool) -> AskedQuestion:
    words = normalise(asked.words or turn.text)
    if turn.talk.asked is None and asks_when(turn, asked) and people_known(turn, news):
        return replace(asked, ranking=((matter_meant(turn, asked), 1.0),), sure=True)
    asks_until = _EXPIRY_WORDS.search(words) and mentions.asks(words)
    if alone and news.facts & _OF_EXPIRY and not asks_until:
        # なくしました, beside a birthday: no birthday makes it doubtful
        asked = by_clear_words(asked)
    becomes = bool(news.facts & _OF_AGE) and _BECOMES.search(words) is not None
    of_days = asked.id == "household_split" and bool(turn.original) and "いつまで" in words
    of_days &= bool({*CIRCUMSTANCES} & {*news.facts})  # his visa …, mine …: the same?
    clear = asked.sure and asked.id not in _SAYS_LITTLE and not becomes and not of_days
    likely = [name for name, _ in asked.ranking[:3]]
    of_grace = "ecert_expiry" in news.facts and "ecert_grace" in likely and not clear
    of_grace = of_grace and turn.talk.asked is None and _EXPIRY_WORDS.search(words) is not None
    if of_grace or tells_when_it_ends(turn, asked, news):
        return replace(asked, ranking=(("ecert_grace", 1.0),), sure=True)
    whose = named_people(news)
    paper = mentions.document(words) or asked.document or paper_told_of(whose)
    if whose and not clear and alone and paper and _is_fragment(turn, words, paper, likely):
        return replace(asked, ranking=((f"{paper}_expiry", 1.0),), sure=True)
    if not clear and turn.talk.asked is None and (meant := _of_who_is_known(turn, asked, words)):
        return replace(asked, ranking=((meant, 1.0),), sure=True)
    half = any(_OF_EXPIRY & {*person.half} for person in news.people)
    unsaid = paper is not None and mentions.declines(turn.text)
    told = paper or {*CIRCUMSTANCES} & {*news.facts, *(n for p in news.people for n in p.half)}
    if not clear and told and turn.talk.asked is None and _is_all_expiry(turn, asked):
        meant = f"{paper}_expiry" if paper else _expiry_of(news.facts, likely)
        return replace(asked, ranking=((meant, 1.0),), sure=True)
    is_of_expiry = (
        news.facts & _OF_EXPIRY
        or unsaid
        or (paper is not None and half)
        or (paper is not None and "age" in news.facts)
    )
    if clear or (turn.talk.asked is not None and not asks_until):
        return asked
    if turn.original and (of_gloss := _by_gloss(words, news, paper, likely)) is not None:
        asked = replace(asked, ranking=((of_gloss, 1.0),), sure=True)
    if not is_of_expiry:
        return asked
    told_only = paper is not None and not mentions.asks(turn.text) and "birthday" in news.facts
    of_its_own = asked.sure and asked.id == OUT_OF_SCOPE and not alone  # ③世帯分離の手続き
    told_only = told_only and not of_its_own and not _HAPPENED.search(words)
    # A gloss names 在留期限 for every visa; what it asks is いつまで.
    by_words = "いつまで" in words if turn.original else _EXPIRY_WORDS.search(words)
    by_words = by_words or told_only or becomes
    by_whole = alone and ("birthday" in news.facts or half) and _is_about_expiry(turn, words)
    by_whole = by_whole and not _is_outside_itself(turn, asked, words)
    if not (by_words or by_whole) or _OTHER_EXPIRY.search(words):
        return asked
    paper = paper or (mentions.document(turn.text) if by_whole else None)
    if asked.id == "other_insurance" and paper is None and not _is_one_outside_beside(news):
        return asked
    named = [EXPIRY_OF_CIRCUMSTANCE[fact] for fact in _ASKED_ABOUT if fact in news.facts]
    if len(named) == 1 and named[0] in likely:
        meant = named[0]
    else:
        meant = f"{paper}_expiry" if paper else _expiry_of(news.facts, likely)
    return replace(asked, ranking=((meant, 1.0),), sure=True)


def _of_who_is_known(turn: Turn, asked: AskedQuestion, words: str) -> str | None:
    """届いたら、いつまで使える紙なんですか: of whom a birthday was told for another matter."""
    topic = find_topic(turn.talk.topic)
    if topic is None or not _UNTIL.search(words) or _OTHER_EXPIRY.search(words):
        return None
    if topic.question is Question.USABLE_UNTIL and asked.document is None:
        return topic.id if any("ecert_expiry" in p.facts for p in turn.talk.subjects) else None
    known = [person.facts for person in turn.talk.subjects if "birthday" in person.facts]
    if not known or topic.question not in (Question.POSTING, Question.AUTO_RENEWAL):
        return None
    papers = {facts.get("document") for facts in known} | {asked.document}
    paper = next(iter(papers - {None})) if len(papers - {None}) == 1 else None
    return f"{paper}_expiry" if paper else "expiry_age70"


def _is_one_outside_beside(news: News) -> bool:
    """私は後期高齢者です。息子は昭和48年2月2日生まれで…: the question is about the other one."""
    outside = [person for person in news.people if is_outside(person)]
    return bool(outside) and any(
        "birthday" in news.learnt.get(person.key, ()) and person not in outside
        for person in news.people
    )


def _is_outside_itself(turn: Turn, asked: AskedQuestion, words: str) -> bool:
    """保険料を待ってもらえないか, 一時金は請求できるか: no question about a paper, whatever is told
    beside it."""
    if asked.id != OUT_OF_SCOPE:
        return False
    if asked.sure and names_a_matter(words) and mentions.document(words) is None:
        return True
    read = (asked.ranking[:1], turn.ranking[:1])
    return all(r and r[0][0] == OUT_OF_SCOPE and r[0][1] >= _SURELY for r in read)


def _is_all_expiry(turn: Turn, asked: AskedQuestion) -> bool:
    """Does a model waver only between who asks until when? Without one, ids have no odds."""
    if turn.answer_from >= 1.0:
        return False
    topics = ((find_topic(name), share) for name, share in asked.ranking)
    shares = [s for t, s in topics if t is not None and t.question is Question.EXPIRY]
    return sum(shares) >= _OF_EXPIRY_ALONE


def _by_gloss(words: str, news: News, paper: str | None, likely: Sequence[str]) -> str | None:
    """What a foreign message means that tells its day, where its words leave the model in doubt.

    Beside the day of a circumstance, who most likely asks until when, does.
    """
    if "ecert_expiry" in news.facts and paper is None and "いつまで" in words:
        return "ecert_grace"
    if "applied_on" in news.facts and "debit_start" in likely:
        return "debit_start"
    first = find_topic(likely[0]) if likely else None
    if first is None or first.question is not Question.EXPIRY or not news.facts & _OF_EXPIRY:
        return None
    return f"{paper}_expiry" if paper else likely[0]


def _is_fragment(turn: Turn, words: str, paper: str, likely: Sequence[str]) -> bool:
    """義理の母の分なんですけどお知らせの期限で: it says whose, which paper, and what."""
    named = turn.talk.asked is None and _PAPERS_EXPIRY.search(words) is not None
    return named and f"{paper}_expiry" in likely and not _ANOTHER_MATTER.search(words)


def _is_about_expiry(turn: Turn, words: str) -> bool:
    """両親の資格確認書の期限なんですけど父が…で母が…です。いつになりますか, どっちが本当なの."""
    said = normalise(turn.text)
    names_it = mentions.document(turn.text) is not None or _EXPIRY_WORDS.search(said)
    return bool(names_it) and not (_OTHER_EXPIRY.search(said) or _ANOTHER_MATTER.search(words))


def _expiry_of(told: Collection[str], likely: Sequence[str]) -> str:
    """Which 有効期限 where no paper is named: of the circumstance, or as the model has it."""
    of_told = (name for fact, name in EXPIRY_OF_CIRCUMSTANCE.items() if fact in told)
    of_model = likely[0] if likely and likely[0] in EXPIRY_OF_PAPER else "expiry_age70"
    return next(of_told, of_model)


def by_context(turn: Turn, asked: AskedQuestion) -> Iterator[AskedQuestion]:
    """`asked` with the list of papers it means, and apart for each day that it names."""
    told = of_nothing_told(asked)
    asked = _of_something_else_lost(turn, of_the_form(turn, _of_the_paper_named(turn, told)))
    meant = of_application(turn, by_proxy(turn, _when_it_comes(asked)))
    meant = _by_what_was_told(turn, _of_the_limit(turn, _what_comes_then(turn, meant)))
    yield from each_day(turn, meant) if meant.id == "debit_start" else each_application(meant)


def _of_something_else_lost(turn: Turn, asked: AskedQuestion) -> AskedQuestion:
    """印鑑をなくしたけどできる?: none of our papers was lost."""
    words = normalise(asked.words)
    if asked.id != "lost_reissue" or not _LOST_ELSE.search(words) or _PAPERS.search(words):
        return asked
    of_account = (turn.talk.last or "").startswith("debit_")
    name = "debit_docs" if of_account else OUT_OF_SCOPE
    return replace(asked, ranking=((name, 1.0),), sure=True)


def _of_the_paper_named(turn: Turn, asked: AskedQuestion) -> AskedQuestion:
    """資格確認書, ¿qué es?: of the paper that is named, which a model may mistake."""
    paper, of_paper = asked.document, (_NATURES, EXPIRY_OF_PAPER)
    ids = next((ids for ids in of_paper if asked.id in ids), None)
    if not turn.original or paper is None or ids is None or paper in asked.id:
        return asked
    return replace(asked, ranking=((next(i for i in ids if paper in i), 1.0),))


def _of_the_limit(turn: Turn, asked: AskedQuestion) -> AskedQuestion:
    """来年も申請が要りますか, 保険料が残っていても出してもらえるか, after 認定証."""
    before = normalise(turn.text[: asked.end])
    last = max(_PAPERS.finditer(before), key=lambda m: m.end(), default=None)
    if last is None or not LISTS[0][1].search(last.group()):
        return asked
    if asked.id == "auto_renewal":  # those never come by themselves
        return replace(asked, ranking=(("limit_certificate", 1.0),), sure=True)
    if asked.id == OUT_OF_SCOPE and _UNPAID.search(normalise(asked.words)):
        return replace(asked, ranking=(("limit_certificate_refused", 1.0),), sure=True)
    return asked


def _by_what_was_told(turn: Turn, asked: AskedQuestion) -> AskedQuestion:
    """この措置があるため? of who is under 支援措置: that is why the certificate came."""
    if asked.id != "why_certificate" or not _PROTECTED.search(turn.text[: asked.end]):
        return asked
    return replace(asked, ranking=(("dv_support", 1.0),), sure=True)


def _when_it_comes(asked: AskedQuestion) -> AskedQuestion:
    """いつ来ますか, read with the papers named before: when they come, not until when they run."""
    words = normalise(asked.words)
    if asked.id not in EXPIRY_OF_PAPER or not _COMES.search(words) or _EXPIRY_WORDS.search(words):
        if not asked.sure and _COMES_AGAIN.search(words):
            return replace(asked, ranking=(("auto_renewal", 1.0),), sure=True)
        return asked
    return replace(asked, ranking=(("not_arrived", 1.0),), sure=True)


def _what_comes_then(turn: Turn, asked: AskedQuestion) -> AskedQuestion:
    """その後はどうなる?, asked of a paper whose date was told: does the next one come?"""
    topic = find_topic(turn.talk.topic)
    of_expiry = topic is not None and topic.question is Question.EXPIRY
    if asked.sure or not of_expiry or not _THEN.match(normalise(asked.words)):
        return asked
    return replace(asked, ranking=(("auto_renewal", 1.0),), sure=True)
