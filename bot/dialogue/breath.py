"""Several questions in one breath: いつまで使えて、なくしたらどうして、来年も自動で届くのか.

The model reads such a clause as one question and is unsure between all that it asks. Each of its
candidates that has words of its own, in a piece of its own, is a question.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from bot.dialogue.clause import NOWHERE, OUT_OF_SCOPE
from bot.dialogue.question_kinds import kind_of
from bot.dialogue.questions import AskedQuestion
from bot.dialogue.topics import EXPIRY_OF_PAPER
from bot.text import find_dates, mentions, normalise

_ANY_DAY = date(2001, 1, 1)  # only the words of dates are wanted here
_LEAST = 0.04  # confidence of a candidate that has words of its own
_CANDIDATES = 6
_PIECE = re.compile(
    r"[^、。?／/・\s]+?(?:(?:たい|しい|る|いう)のと(?!き|ころ|おり)|(?:て|で|のと|かと|のか|ことと|方法と|しかたと|仕方と|[物類先日]と)(?=、|\s|$)|(?=[、。?／/・\s]|$)|(?=並びに|ならびに|及び|および))"
)
_EXPIRY = r"いつまで|期限|機嫌|何日まで|有効|いつ切れ"
_OF_BANK = (
    r"(?:銀行|信金|金庫|農協|ゆうちょ)[^。、]{0,6}(?:使え|でき|大丈夫|いい|含まれ|入って|載って)"
)
_NOT_OURS = rf"減免|軽減|高額療養費|一時金|葬祭費|加入の?手続|脱退|{NOWHERE.pattern}"
_WORDS: dict[str, str] = {
    **dict.fromkeys(EXPIRY_OF_PAPER, _EXPIRY),
    "expiry_age70": _EXPIRY,
    "expiry_age75": _EXPIRY,
    "expiry_residence": _EXPIRY,
    "expiry_student": _EXPIRY,
    "expiry_burden_change": _EXPIRY,
    "lost_reissue": r"なくし|失くし|無くし|紛失|破れ|破い|汚[れし]|再発行",
    "auto_renewal": r"自動|勝手に|次(?:の|は|回|も)|来年(?:も|は|度)|更新",
    "notice_next_year": r"来年|次(?:の|は|回)|毎年",
    "what_to_bring": r"(?:病院|受診|医者|医院|通院)[^、。]{0,10}(?:何|持)|何を?持っ",
    "discard_expired": r"捨て|処分|破棄|返[すしせ却]",
    "return_address": r"返|送り先|住所",
    "registered_mail": r"書留",
    "delivery_method": r"郵便|送り方|どうやって(?:届|来|送)",
    "not_arrived": r"届[いか](?:て)?(?:な|ませ)|来[てな]|いつ[^、。]{0,4}(?:届|来|送)",
    "household_split": r"別々|別の封筒|家族",
    "call_center": r"電話|土曜|何時|受付時間",
    "other_insurance": r"介護|後期高齢",
    "notice_vs_certificate": r"違い|違う|ちがい",
    "debit_methods": (
        r"申し込み方|申込方法|どこ[でに]申し?込|申し?込み?先|手続き?の?(?:仕方|方法)|やり方|どうやって"
    ),
    "debit_start": r"いつから|何月から|開始",
    "debit_docs": (
        r"印鑑|届出印|通帳|持ち物|持参|必要な?(?:もの|物|書類)|何[がを]?(?:いる|要る|必要|持)"
    ),
    "debit_banks": _OF_BANK,
    "cancel_registration": r"解除",
    "cancel_registration_docs": r"委任状|持ち物|持参|必要な?(?:もの|物|書類)|何がいる",
    "cancel_registration_time": r"何か月|何ヶ月|何カ月|どのくらい|どれくらい|期間",
    "cancel_registration_mail": r"郵送|郵便",
    "limit_certificate": r"認定証|限度額",
    "limit_certificate_refused": r"必ず(?:もら|いただ|頂|出)|断ら|もらえな|却下|審査",
    "limit_certificate_docs": r"持ち物|持参|必要な?(?:もの|物|書類)|何がいる",
    "proxy_application": r"代理|代わり|委任状",
    "application_counter": r"窓口|どこで|どこに|場所|住所変更",
    "ecert_check": r"期限の(?:確認|確かめ|見方|調べ)|(?:どこ|何)[^、。]{0,8}(?:見|わか|分か|確)",
    "ecert_renewal": r"更新",
    "ecert_grace": r"切れ",
    "ecert_reregister": r"登録",
    "what_is_marugaku": r"マル学",
    OUT_OF_SCOPE: _NOT_OURS,
    "why_certificate": r"なぜ|なんで|どうして",
}  # fmt: skip
BANKS = "debit_banks"
_USABLE = re.compile(_OF_BANK)
_ACCOUNT = re.compile("口座|振替|引き?落と")
MATTERS = frozenset({"debit_", "cancel_", "limit_", "ecert_"})
_OF_PAPERS = frozenset({"not_arrived", "auto_renewal", "lost_reissue", "duplicate_notice"})
_INTERROGATIVE = re.compile(r"どこ|何|なに|いつ|どう|だれ|誰|いくら")
_SEVERAL = 2
# 期限と、紛失したときの手続きを教えて: one verb for two things that are asked.
_COORDINATED = re.compile(
    r"(?:期限|かどうか|方法|しかた|仕方|やり方|手続き?|場所|時期|持ち物|必要な(?:物|もの|書類)|制度|金額)(?:と、|、?(?:並びに|ならびに|及び|および))"
)
_AND_ALSO = re.compile(r"(?:たい|しい|いう)のと(?!き|ころ|おり|同じ|違)")  # 期限を知りたいのと、…
_LISTED = re.compile(r"[\s／/・、].*[\s／/・、]", re.DOTALL)  # all that _TERSE may match has two
_TERSE = re.compile(
    r"[^\s／/・、]{1,10}(?:[\s／/・、]+[^\s／/・、]{1,10}){2,}"
)  # 認定証 期限／場所／持ち物
_IN_SENTENCES = re.compile(r"です|ます|ません|ください|たい|教え|[はがを](?!$)|[0-9]")
# Words that mean one thing, whatever else a clause says; each id by them alone.
_CLEAR = {
    "registered_mail": re.compile("書留"),
    "lost_reissue": re.compile("なくし|失くし|無くし|紛失|再発行"),
    "discard_expired": re.compile("捨て|処分|破棄"),
    "other_insurance": re.compile("介護保険|後期高齢"),
    "delivery_method": re.compile("郵送方法|送り方|届け方|何郵便"),
    "auto_renewal": re.compile("自動で|自動的|勝手に"),
    "notice_alone": re.compile(
        r"お知らせ[^。]{0,12}(?:だけ|のみ|[一1]枚)[^。]*。?[^。]*(?:見せ|診て|受診|かか)"
    ),
    OUT_OF_SCOPE: re.compile(_NOT_OURS),
}
_OF_ANY_MATTER = ("application_counter", "proxy_application")
CUES = {name: re.compile(words) for name, words in _WORDS.items()}


def in_one_breath(
    text: str, asked: AskedQuestion, names_bank: Callable[[str], bool]
) -> tuple[AskedQuestion, ...]:
    """The questions that `asked` holds; `asked` alone where it is one.

    Whether a bank is on the list is a question of its own, however sure the rest is.
    """
    likely = _likely(asked)
    banks = asked.id.startswith("debit_") and asked.id != BANKS and _USABLE.search(asked.words)
    if banks and names_bank(asked.words):
        likely.append(BANKS)
    elif asked.sure or _AND_ALSO.search(asked.words):
        likely += _also_said(asked)
        if len(likely) == 1:
            return (asked,)
    found = tuple(_apart(text, asked, likely))
    return found if len(found) > 1 else (asked,)


def _likely(asked: AskedQuestion) -> list[str]:
    """The ids that have words of their own to be looked for."""
    return [name for name, share in asked.ranking[:_CANDIDATES] if share >= _LEAST]


def _also_said(asked: AskedQuestion) -> list[str]:
    """What else a sure question may hold, by how it is built; [] where it is built as one."""
    matter = asked.id.partition("_")[0] + "_"
    of_matter = [name for name in CUES if name.startswith(matter) and matter in MATTERS]
    words = asked.words.strip()
    if _COORDINATED.search(words) or _AND_ALSO.search(words):
        paper = mentions.document(words) or asked.document
        return [*([f"{paper}_expiry"] if paper else []), *_CLEAR, *of_matter]
    undated = _without_days(words) if _LISTED.search(words) else ""
    if _TERSE.fullmatch(undated) and not _IN_SENTENCES.search(undated):
        paper = mentions.document(words) if asked.id == "auto_renewal" else None
        of_paper = [f"{paper}_expiry", asked.id] if paper else []
        return [*of_paper, *of_matter, *_CLEAR, *_OF_ANY_MATTER]
    if len(_INTERROGATIVE.findall(words)) < _SEVERAL:
        return []
    if asked.id in _OF_PAPERS and "いつまで" in words:  # いつごろ送られてきて、いつまで使えるの
        paper = mentions.document(words) or asked.document
        return [f"{paper}_expiry" if paper else "expiry_age70", asked.id]
    return of_matter


def _without_days(words: str) -> str:
    """確認書 昭和26年4月5日生 期限: a birthday is no item of a list."""
    for found in reversed(find_dates(words, _ANY_DAY)):
        words = words[: found.start] + words[found.end :]
    return re.sub(r"(?<=\s)生(?:まれ)?(?=\s)", "", words)


def of_a_bank(text: str, asked: AskedQuestion, names_bank: Callable[[str], bool]) -> AskedQuestion:
    """横浜銀行は使えますか, behind a tale about an account: whether it is on the list."""
    is_asked = _USABLE.search(asked.words) is not None and names_bank(asked.words)
    if asked.id.startswith("debit_") or not is_asked or not _ACCOUNT.search(text):
        return asked
    return replace(asked, ranking=((BANKS, 1.0),), sure=True)


def of_nothing_told(asked: AskedQuestion) -> AskedQuestion:
    """委任状に決まった用紙は? 証の色は?: an unsure clause about what stands nowhere."""
    if asked.sure or not NOWHERE.search(normalise(asked.words)):
        return asked
    return replace(asked, ranking=((OUT_OF_SCOPE, 1.0),), sure=True)


def by_clear_words(asked: AskedQuestion) -> AskedQuestion:
    """書留で来んの: an unsure clause is what its words mean, if the model thinks of it."""
    words = normalise(asked.words)
    said = [name for name in _likely(asked) if name in _CLEAR and _CLEAR[name].search(words)]
    if asked.sure or len(said) != 1:
        return asked
    return replace(asked, ranking=((said[0], 1.0),), sure=True)


def _apart(text: str, asked: AskedQuestion, likely: Sequence[str]) -> Iterator[AskedQuestion]:
    paper = mentions.document(asked.words) or asked.document
    if not _ACCOUNT.search(text):
        likely = [name for name in likely if not name.startswith("debit_")]
    taken: set[str] = set()
    for match in _PIECE.finditer(asked.words):
        words = normalise(match.group())
        named = (n for n in likely if n in CUES and CUES[n].search(words))
        is_nowhere = OUT_OF_SCOPE in likely and NOWHERE.search(words)
        name = OUT_OF_SCOPE if is_nowhere else next(named, None)
        cue = _WORDS[name] if name else ""
        if name is None or cue in taken:
            continue
        taken.add(cue)
        start, end = (asked.start + place for place in match.span())
        yield replace(
            asked, ranking=((name, 1.0),), start=start, end=end, words=text[start:end],
            kind=kind_of(text[start:end]), sure=True, document=paper, also=(),
        )  # fmt: skip
