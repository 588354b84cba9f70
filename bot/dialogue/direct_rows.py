"""The table of questions that get a sentence of their own, and of matters that are asked by post."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from bot.dialogue.clause import Ranking
from bot.dialogue.reading import kin

_CARD, _NOW = ("limit_card",), ("limit_now",)  # beside each sentence on 認定証
_LIMIT = frozenset(
    {
        *("limit_certificate", "limit_certificate_docs", "limit_certificate_unneeded"),
        "limit_certificate_refused",
    }
)
_CERTIFICATE = frozenset({"apply_certificate", "apply_certificate_docs"})
CANCEL = frozenset(
    {
        *("cancel_registration", "cancel_registration_docs", "cancel_registration_time"),
        *("cancel_registration_mail", "cancel_then_move"),
    }
)
# Understood so, a row may still know better: these say nothing of a matter, or that it is not ours.
_NO_MATTER = frozenset(
    {"out_of_scope", "other_insurance", "inform", "whose", "rephrase", "dont_know", "help"}
)


@dataclass(frozen=True, slots=True)
class Direct:
    """One row. `key`: its phrase in `direct`; `told`: the matter that it is about.

    `ids`: only where this was understood; `about`: only where one of these was spoken of last, if
    the words name no matter of their own. `written`: the written answer instead of a phrase.
    `covers`: other matters to which its sentence is the answer as well. `more`, `once_over`: the
    phrases of further lines, at any time and once the papers of the edition are over.
    """

    key: str
    words: str
    told: str
    place: str = ""
    without: str = r"(?!)"
    ids: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()
    written: bool = False
    covers: frozenset[str] = frozenset()
    more: tuple[str, ...] = ()
    once_over: tuple[str, ...] = ()

    def matter(self, ranking: Ranking) -> str:
        """The likeliest of the matters to which it is the answer."""
        return next((name for name, _ in ranking if self._answers(name)), self.told)

    def _answers(self, name: str) -> bool:
        return name == self.told or name in self.covers

    def holds(
        self, said: str, answer_id: str, spoken_of: Collection[str], *, sure: bool = False
    ) -> bool:
        """Is this row the answer to `said`? Not where another matter was understood, and surely."""
        if self.ids and answer_id not in self.ids:
            return False
        if sure and not (self.about or answer_id in _NO_MATTER or self._answers(answer_id)):
            return False
        if self.about and not self.about & set(spoken_of):
            return False
        return bool(re.search(self.words, said)) and not re.search(self.without, said)


_PAPER = r"(?:資格)?確認書"
_UNTIL = r"(?:いつまで|期限|何日まで|有効)"
ECERT_COMES = "comes"  # said of a result as well, so it stands in `ecert`
_NOT_LIMIT = (
    r"申請(?:の|に)(?:方法|必要)|必要な?(?:書類|もの|物)|資格確認書|お知らせ|持ち物|入院日数"
)
_OTHER_PAPER = r"確認書|お知らせ|電子|在留|マイナ|カード|口座|電話"
_EITHER = r"(?:確認書|確認証|お知らせ|かくにんしょ|おしらせ|紙)"
_COMES = r"(?:届|とど|来る|来ま|くる|もらえ|送られ|送って)"
_NOT_WHEN = r"いつまで|まだ|[届来]かな|とどかな|来な|こな|[届来]いて|[届来]きまし|[届来]いた|来まし|来た|生まれ|申請|電子|解除|再発行|なくし|認定証"
DIRECT: tuple[Direct, ...] = (
    Direct("certificate_alone", rf"{_PAPER}(?:だけ|のみ|1枚|一枚|さえ)[^。]{{0,12}}(?:受診|使|かか|診|行け|大丈夫|足り|平気|いい|ok)|"
           rf"{_PAPER}(?:なら|だと|は|って)[^。]{{0,8}}(?:紙|それ|1枚)(?:だけ|のみ)で[^。]{{0,8}}(?:受診|使|かか|診)|"
           rf"{_PAPER}(?:で|を(?:持って|見せ)[^。]{{0,6}})[^。、]{{0,8}}(?:受診(?:は)?でき|かかれ|診てもら(?:え|って)|診察を?受けられ|病院に(?:は)?行け)[^。]{{0,6}}(?:か|の|[?]|$)",
           "what_is_certificate", "1ページ", without=r"お知らせ|切れ|過ぎ|古い|前の|コピー|写真|いつ|何|いくら",
           covers=frozenset({"what_to_bring", "certificate_despite_registration"})),
    Direct("notice_registered_mail", r"(?:お知らせ|通知)[^。]{0,16}書留|書留[^。]{0,10}お知らせ",
           "registered_mail", "1ページ", without=r"確認書", covers=frozenset({"delivery_method"})),
    Direct("notice_keep", r"お知らせ[^。]{0,14}(?:捨て|処分|破棄|シュレッダー)", "discard_expired", "1ページ",
           without=r"古い|前の|期限|切れ|過ぎ|同じ|二つ|2つ|2枚|2通|二通|重複|旧|以前|去年|昨年|新しい"),
    Direct("notice_keep", r"日(?:付|にち|限)?の[^。]{0,8}(?:ない|なし)[^。]{0,10}お知らせ[^。]{0,20}(?:返|送り返|同封|捨て)",
           "discard_expired", "1ページ", covers=frozenset({"notice_expiry", "return_address", "notice_next_year"})),
    Direct("wrong_on_paper", rf"{_PAPER}[^。]{{0,6}}(?:の)?住所[^。]{{0,10}}(?:古|違|前の|変|間違)|住所[^。]{{0,10}}(?:変|古|違)[^。]{{0,12}}{_PAPER}|"
           r"(?:名前|氏名|漢字|ふりがな|フリガナ|生年月日|誕生日|住所|性別)[^。]{0,40}(?:違[っう]|間違|誤[っり字]|古い|前の)[\s\S]*(?:直し|直せ|直す|訂正|修正|作り直|どこに|どこへ|誰に)",
           "application_counter", without=r"口座|振替|振り替え|引き?落|申し?込"),
    Direct("cancel_address", r"保険事務センター[^。]{0,20}(?:解除|申請)|(?:解除|申請)[^。]{0,25}保険事務センター",
           "cancel_registration_mail", "2ページ ※5"),
    Direct("ecert_by_itself", r"(?:電子証明書?|切れた?ら)[^。]{0,30}(?:自分で|こちらから|自分から)[^。]{0,10}申請|電子証明書?[^。]{0,30}確認書[^。]{0,8}申請(?:が|は|し|する|いる)|"
           r"(?:更新し(?:な|ませ)|切れ)[^。]{0,20}申(?:請|し込)[^。]{0,16}(?:もらえ|届[かき]|来[なま]|いり|要り|いる|必要)",
           "ecert_grace", "3ページ 問1 ※6"),
    Direct("ecert_by_itself", r"(?:自分|こちら|こっち)(?:で|から)[^。]{0,8}(?:頼|申)|(?:頼[まみ]|申請し|申し込)[^。]{0,6}(?:な[いけ]|ません|必要|要る|いる)",
           "ecert_grace", "3ページ 問1 ※6", about=frozenset({"ecert_grace"})),
    Direct(ECERT_COMES, r"(?:勝手に|自動|ひとりでに|何もしな|黙って)[^。]{0,12}(?:届|来|くる|くれ|もら|送)",
           "ecert_grace", "3ページ 問1 ※6", about=frozenset({"ecert_grace"})),
    Direct("notice_alone", r"お知らせ[^。]{0,10}(?:だけ|のみ)[^。]{0,16}(?:受診|病院|医者|診て|使え|行(?:け|っ|く))", "notice_alone",
           written=True, without=r"確認書|断ら"),
    Direct("limit_post", r"認定証[^。]{0,14}(?:郵送|郵便|ポスト)|(?:認定証|限度額)[^。]{0,10}(?:同じ|一緒の?|ひとつの)封筒|(?:郵送|郵便)[^。]{0,14}認定証", "limit_certificate", "4ページ"),
    Direct("certificate_post", rf"{_PAPER}[^。]{{0,14}}申請[^。]{{0,10}}(?:郵送|郵便)|(?:郵送|郵便)で?[^。]{{0,8}}{_PAPER}[^。]{{0,8}}申請",
           "apply_certificate", "2ページ"),
    Direct("limit_expiry", rf"(?:認定証|限度額)[^。]{{0,16}}{_UNTIL}|(?:期限|有効)[^。]{{0,8}}認定証",
           "limit_certificate", "4ページ", without=rf"{_NOT_LIMIT}|自動|届|更新", more=_CARD, once_over=_NOW),
    Direct("limit_renewal", r"(?:認定証|限度額)[^。]{0,24}(?:自動|勝手に|ひとりでに|毎年|更新|届[きく]|送られ|来[るま])|更新[^。]{0,8}認定証",
           "limit_certificate", "4ページ", without=_NOT_LIMIT, more=_CARD, once_over=_NOW),
    Direct("limit_expiry", _UNTIL, "limit_certificate", "4ページ", about=_LIMIT, without=_OTHER_PAPER, more=_CARD, once_over=_NOW),
    Direct("limit_renewal", r"自動|勝手に|新しい(?:の|やつ)|また(?:届|来)", "limit_certificate", "4ページ",
           about=_LIMIT, without=_OTHER_PAPER, more=_CARD, once_over=_NOW),
    Direct("card_itself", r"カード(?:本体|自体|そのもの)[^。]{0,20}(?:期限|切れ)", "ecert_vs_card", "3ページ 問1", without=r"電子証明書"),
    Direct("when_comes", rf"{_EITHER}[^。]{{0,8}}いつ[^。]{{0,6}}{_COMES}|いつ[^。]{{0,6}}{_COMES}[^。]{{0,10}}{_EITHER}|"
           rf"(?:^[\W\d①-⑨]*|{_EITHER}[^。]{{0,4}})(?:届く|来る)(?:時期|ころ|頃)|"
           rf"{_EITHER}[^。]{{0,6}}(?:[0-9]+[日月]|[一二三四五六七八九十]+[日月]|明日|今日|今週|来週|今月|来月)[^。]{{0,5}}{_COMES}",
           "auto_renewal", "3ページ 問2・問4", without=_NOT_WHEN, covers=frozenset({"not_arrived", "notice_next_year", "delivery_method"})),
    Direct("lost", r"^(?:紙を?|それを?)?(?:なくし(?:た|ました|ちゃった)|失くし(?:た|ました)|無くし(?:た|ました)|紛失(?:しました|した)?)(?:んですけど|んですが|のですが)?[。!]?$|"
           r"^(?:もし|で、?|あと|それと|この|その|紙を?|それを?|これを?|、)*(?:なくし|失くし|無くし|紛失し)(?:たら|た場合は?|たとき[はに])、?(?:どう|何|なに|また|もう)[^。]{0,14}$|"
           r"(?:シュレッダー|捨て|処分|洗濯|洗っ|破[いれ]|燃や|なくし|失くし|紛失)[^。]{0,10}(?:ちゃ|てしま|まし)[\s\S]*(?:また|もう(?:一度|1度)|再度|作り直)[^。]{0,8}(?:出して|もらえ|いただけ|発行|作って|送って)",
           "lost_reissue", written=True),
    Direct("discard_expired", r"(?:今まで|これまで|古い|以前|前|旧|去年)の[^。]{0,4}(?:保険証|紙|確認書|お知らせ)[^。]{0,6}(?:どう(?:すれ|した|し)|捨て|処分|破棄|返)",
           "discard_expired", written=True, without=r"違い|なくし"),
    Direct("care_insurance", r"介護(?:保険)?(?:証|の保険証|保険被保険者証|保険の(?:証|期限))", "other_insurance"),
    Direct("call_center", rf"^(?:じゃあ?|では|ほな|で|あと|、)*(?:(?:{kin.ANYBODY}|それ|これ|その(?:こと|件)?|この(?:こと|件)?)(?:の(?:分|ぶん|こと|ほう|方|紙|期限))*(?:は|を|って)?、?)?"
           r"(?:どこ|どちら|誰|だれ)[にへ](?:聞|きい|きけ|尋ね|たずね|問い?合わ|相談|確認|確かめ|電話|連絡)", "call_center", written=True),
    Direct("why_certificate", r"(?:支援措置|dv|暴力|虐待)[\s\S]*(?:なぜ|どうして|なんで|理由)[^。]{0,20}(?:確認書|届|来)", "why_certificate", written=True),
    Direct("what_is_notice", r"お知らせ[^。]{0,8}(?:届|来|送)[^。]{0,6}[のん](?:は|って|が)?、?(?:なぜ|どうして|なんで)|(?:なぜ|どうして|なんで)[^。]{0,8}お知らせ[^。]{0,8}(?:届|来|送)",
           "what_is_notice", written=True, without=r"確認書|[二2]|同じ|また|もう一|ない|ません"),
    Direct("every_year_70", r"(?:7[0-4]|七十[一二三四]?)(?:歳|才).{0,40}(?:毎年|来年|次の年|また)|(?:毎年|来年)[^。]{0,20}(?:7[0-4]|七十)(?:歳|才)",
           "notice_next_year", "1ページ、3ページ 問2", without=r"来年(?:7|七十)|来年で?7|になります|になる|^(?!.*(?:届|来る|来ま|来ない|来ん|送|もらえ|くる|きます))"),
    Direct("myna_validity", r"マイナ保険証(?:に|には|にも|の|って|は)[^。]{0,8}(?:有効)?期限", "ecert_vs_card", "3ページ 問1",
           without=r"\d+年|\d+月|切れ"),
    Direct("other_account", r"(?:世帯主|本人|私|自分)[^。]{0,4}(?:じゃな|ではな|以外|でな)[^。]{0,10}口座|(?:妻|夫|主人|家族|子ども?|息子|娘|父|母|親|配偶者|(?:別|他|ほか)の人)の?(?:名義の)?口座",
           "debit_methods"),
    Direct("before_start", rf"(?:8月から|新しい)[^。]{{0,16}}(?:{_PAPER}|お知らせ).*(?:7月|七月|今月|もう|すぐ)[^。]{{0,12}}使(?:って|え|い)", "certificate_expiry"),
    Direct("limit_certificate_refused", r"未納|滞納|払って(?:い)?(?:な|ませ)|申告して(?:い)?(?:な|ませ)", "limit_certificate_refused",
           about=_LIMIT, written=True),
    Direct("cancel_then_move", r"(?:会社|職場|勤め先|社会|別|他)の?(?:の健康)?保険[^。]{0,8}(?:変わ|入|移|なる|切)|就職|転職|引っ越|転出",
           "cancel_then_move", about=CANCEL, written=True),
)  # fmt: skip

# いつ届く?: answered by what is known of the person (next_paper.py).
WHEN_COMES = tuple(row for row in DIRECT if row.key == "when_comes")

# By post? of the thing last spoken of: each matter's phrase, or its written answer.
POST: tuple[tuple[frozenset[str], str, str], ...] = (
    (_CERTIFICATE | {"certificate_despite_registration"}, "certificate_post", "2ページ"),
    (_LIMIT, "limit_post", "4ページ"),
    (
        frozenset({"debit_methods", "debit_start", "debit_docs", "debit_banks"}),
        "debit_post",
        "4ページ",
    ),
)
