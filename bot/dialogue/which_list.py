"""Which list of papers 何を持っていけば means: each application and the account has its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.dialogue.clause import OUT_OF_SCOPE
from bot.dialogue.questions import AskedQuestion
from bot.dialogue.reading import kin
from bot.dialogue.turn import Turn
from bot.text import normalise

# The three applications and the account each have a list of their own: never mixed.
LISTS = (
    ("limit_certificate_docs", re.compile(r"認定証|限度額")),
    (
        "cancel_registration_docs",
        re.compile(r"解除|登録を?(?:外|やめ|取り消)|マイナ保険証を?(?:やめ|外し|解約)"),
    ),
    ("debit_docs", re.compile(r"口座|引き?落と?し|振替|銀行|金融機関")),
    (
        "apply_certificate_docs",
        re.compile(
            r"確認書[^。]{0,12}(?:申請|交付|替え|変え|欲し|ほし|出して)|申請[^。]{0,12}確認書"
        ),
    ),
)
_BY_THE_WHOLE = 0.3
_ABOUT_PAPERS = frozenset({*(name for name, _ in LISTS), "what_to_bring", "application_counter"})
_BRING = re.compile(
    r"持って|持ち物|持参|用意|(?:必要|要る|いる)な?(?:物|もの|書類)|何(?:が|を)|書類"
)
_ASKS_LIST = re.compile(
    r"何(?:を|が)(?:用意|持|必要|いる|いります|要|そろえ)|持ち物|(?:必要|要る|いる|持参する?|用意する)な?(?:べき)?(?:物|もの|書類)"
)
_TALE = re.compile(
    r"(?:前に|以前|去年|昨年|先月|先日|この前)[^。]*(?:した|しました|たとき|た時)|"
    r"(?:そうです|らしい|と言って)[^。]{0,6}$"
)
AT_A_COUNTER = re.compile(r"申請|手続|窓口|区役所|申し?込")
_AT_THE_CLINIC = re.compile(r"病院|受診|診察|医者|医院|クリニック|歯科|歯医者|薬局|通院|入院")
# 母の分もできる?, 娘に行ってもらおうかと
_FOR_WHOM = rf"(?:{kin.ANYBODY})の(?:分|ぶん)も?[^。]{{0,6}}(?:でき|出せ|いい|申請|頼)"
_BY_WHOM = (
    rf"(?:{kin.ANYBODY})(?:に|が)[^。、0-9]{{0,6}}"
    r"(?:行って(?:もら|くれ|いい|も)|行かせ|頼[みんも]|行[くけき](?:なら|ば|と|ます|$))"
)
_PROXY = re.compile(
    r"代理|代わりに(?!(?:何|なに)[をがも])|委任状|"
    r"(?:行け|来られ|動け|出向け)(?:な[いく]|ませ)|"
    rf"{_FOR_WHOM}|{_BY_WHOM}"
)
_OF_ONE_MATTER = frozenset({name for name, _ in LISTS} - {"apply_certificate_docs"})
_OF_APPLYING = tuple(row for row in LISTS if row[0] != "debit_docs")


def of_application(turn: Turn, asked: AskedQuestion) -> AskedQuestion:
    """何を持っていけばいい: at the counter of the matter named before; asked back where none is."""
    words = normalise(asked.words)
    if turn.original and asked.id == "what_to_bring":
        return _by_the_whole(turn, asked)
    if _ASKS_LIST.search(words) and (name := _list_of(asked.id)) and name != asked.id:
        return replace(asked, ranking=((name, 1.0),), sure=True)
    if turn.original:  # a gloss names no application: the model has read which
        last = None if asked.sure else _list_of(turn.talk.last or "")
        asks = last is not None and _ASKS_LIST.search(words) is not None
        return replace(asked, ranking=((str(last), 1.0),), sure=True) if asks else asked
    about_papers = asked.id in _ABOUT_PAPERS or (not asked.sure and _ASKS_LIST.search(words))
    if not about_papers or not _BRING.search(words) or _AT_THE_CLINIC.search(words):
        return asked
    named_here = [name for name, named in LISTS if named.search(words)]
    if len(named_here) == 1 and (not asked.sure or asked.id == "what_to_bring"):
        return replace(asked, ranking=((named_here[0], 1.0),), sure=True)
    if named_here:
        return replace(asked, sure=asked.sure or named_here == [asked.id])
    before = normalise(turn.text[: asked.start])
    found = [(m.end(), name) for name, named in LISTS for m in named.finditer(before)]
    found = [(at, name) for at, name in found if not _is_tale(before, at)] or found
    behind = {name for name, named in LISTS if named.search(normalise(turn.text))}
    if not found and len(behind) == 1:  # 何を持って行って…、口座振替のことを教えて
        found = [(0, behind.pop())]
    at_counter = AT_A_COUNTER.search(words) is not None or _goes_for_somebody(turn, asked)
    not_for_clinic = asked.id == "what_to_bring" and not _AT_THE_CLINIC.search(before)
    if found and (
        at_counter or not_for_clinic or asked.id not in ("what_to_bring", "application_counter")
    ):
        return replace(asked, ranking=((max(found)[1], 1.0),), sure=True)
    if (name := _list_of(turn.talk.last or "")) and not found:
        return replace(asked, ranking=((name, 1.0),), sure=True)
    unfounded = asked.id in _OF_ONE_MATTER  # nobody has spoken of that matter
    if not found and (unfounded or (at_counter and asked.id != "application_counter")):
        return replace(asked, ranking=tuple((name, 1 / 3) for name, _ in _OF_APPLYING), sure=False)
    return asked


_AND_WHERE = re.compile(r"(?:場合|とき|の)と、?[^。]*(?:場合|とき|の)(?:と|で)|それぞれ|両方")


def each_application(asked: AskedQuestion) -> Iterator[AskedQuestion]:
    """確認書を申請する場合と解除を申請する場合とで、委任状は変わりますか: the list of each."""
    words = normalise(asked.words)
    named = [name for name, pattern in LISTS if pattern.search(words)]
    if len(named) == 2 and asked.id in _ABOUT_PAPERS and _AND_WHERE.search(words):
        yield from (replace(asked, ranking=((name, 1.0),), sure=True) for name in named)
    else:
        yield asked


_FORM = re.compile(
    r"(?:申請書|用紙|様式)[^。]{0,20}(?:手に入|もらえ|ダウンロード|印刷|取り寄せ|どこ)"
)


def of_the_form(turn: Turn, asked: AskedQuestion) -> AskedQuestion:
    """申請書は役所に行かなくても手に入りますか: the form to cancel with is on the city's page."""
    words = normalise(asked.words)
    named = application_named(turn.text[: asked.end]) or _list_of(turn.talk.last or "")
    if named is None or not _FORM.search(words):
        return asked
    of_page = named == "cancel_registration_docs"
    name = "cancel_registration_mail" if of_page else OUT_OF_SCOPE
    return replace(asked, ranking=((name, 1.0),), sure=True)


def _goes_for_somebody(turn: Turn, asked: AskedQuestion) -> bool:
    """母は動けないので私が代わりに行きます。何を持って: nobody is treated in another's place."""
    before = turn.text[: asked.start].rstrip("。?？! \n")
    start = max(before.rfind(mark) for mark in "。?？!\n") + 1
    return _PROXY.search(normalise(before[start:])) is not None


def application_named(before: str) -> str | None:
    """The list of that application of which the words spoke last."""
    said = normalise(before)
    found = [(m.end(), name) for name, named in LISTS for m in named.finditer(said)]
    return max(found)[1] if found else None


def _is_tale(before: str, at: int) -> bool:
    """妹が前に登録解除をしたときは…だったそうです: what was done once is not what is asked."""
    start = max(before.rfind(mark, 0, at) for mark in "。!?\n") + 1
    end = before.find("。", at)
    return _TALE.search(before[start : end if end >= 0 else len(before)]) is not None


def _by_the_whole(turn: Turn, asked: AskedQuestion) -> AskedQuestion:
    """In another language no words tell which list is meant; the message as a whole may, and at
    the ward office, or where the model is in doubt, the application that is spoken of beside it."""
    lists = {name for name, _ in LISTS}
    likely = [name for name, share in turn.ranking if name in lists and share >= _BY_THE_WHOLE]
    if not likely and (not asked.sure or AT_A_COUNTER.search(normalise(asked.words))):
        told = (s["ranking"][0]["name"] for s in turn.sentences if s["sure"])
        likely = [docs for name in told if (docs := _list_of(name)) is not None]
    return replace(asked, ranking=((likely[0], 1.0),), sure=True) if likely else asked


def by_proxy(turn: Turn, asked: AskedQuestion) -> AskedQuestion:
    """認定証の申請は代理でもいいですか: what a proxy brings is on that application's list.

    妹が行けば委任状は省けますか, after one application was spoken of, is about that one.
    """
    is_general = asked.id == "proxy_application"
    if (asked.sure and not is_general) or not _PROXY.search(normalise(asked.words)):
        return asked
    before = normalise(turn.text[: asked.end])
    found = [(m.end(), name) for name, named in LISTS for m in named.finditer(before)]
    if asked.sure and found:
        return asked
    last = _list_of(turn.talk.last or "")
    name = max(found)[1] if found else last
    return replace(asked, ranking=((name, 1.0),), sure=True) if name else asked


def _list_of(answer_id: str) -> str | None:
    """The list that belongs to the matter `answer_id` was about."""
    kind = {
        "limit_certificate": "limit_certificate_docs",
        "cancel_registration": "cancel_registration_docs",
        "cancel_then": "cancel_registration_docs",
        "debit": "debit_docs",
        "apply_certificate": "apply_certificate_docs",
    }
    return next((docs for start, docs in kind.items() if answer_id.startswith(start)), None)
