"""What texts, languages and stages are called on the pages of editors."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.content.places import EDITION, VALUE, EditableText
from bot.storage.ports.editing import ContentChange, Stage

LANGUAGES = {
    "ja": "日本語", "ja-easy": "やさしい日本語", "en": "英語", "zh": "中国語", "ko": "韓国・朝鮮語",
    "vi": "ベトナム語", "tl": "フィリピノ語", "pt": "ポルトガル語", "es": "スペイン語",
    "ne": "ネパール語",
}  # fmt: skip
FIELDS = {
    "title": "題", "short": "結論", "details": "くわしく", "bring": "持ち物", "steps": "手順",
    "again": "別の言い方の結論", "script": "電話で読み上げる文", "after": "結論(期限の後)",
    "details_after": "くわしく(期限の後)", "again_after": "別の言い方の結論(期限の後)",
    "script_after": "電話で読み上げる文(期限の後)", "checked": "紙面と見比べた日",
    "text": "文",
}  # fmt: skip
# How the checks say where: answers/en/expiry.yml notice_expiry.details[2], or notice_expiry.short.
_OF_A_LANGUAGE = re.compile(
    r"answers/(?P<language>[\w-]+)/\w+\.yml \w+\.(?P<field>\w+)(?:\[(?P<line>\d+)\])?: "
)
_OF_A_FIELD = re.compile(rf"\w+\.(?P<field>{'|'.join(FIELDS)}): ")
KINDS = {
    "answer": "答え", "phrase": "決まった文とボタン", "widget": "チャットの画面",
    "value": "号と市の値",
}  # fmt: skip
SECTIONS = {
    "documents": "紙の期間", "late_posting": "別に送る方", "ecert": "電子証明書",
    "transfer": "口座振替が始まる月", "call_centre": "電話と受付時間", "sources": "出典に出る場所",
    "banks": "金融機関", "names": "呼び名", "links": "ページのアドレス", "desks": "担当の一覧",
}  # fmt: skip
# What the values of an edition and of the city are called, by their keys.
VALUES = {
    "newsletter": "号", "published": "発行の日", "checked": "紙面と見比べた日",
    "documents.starts": "紙の期間の初めの日", "documents.ends": "紙の期間の終わりの日",
    "documents.younger_ends": "70歳未満の方の終わりの日",
    "documents.turns_70_by": "この日までに70歳になる方",
    "documents.residence_by": "この日までに在留期限が切れる方",
    "documents.graduates_by": "この日までに卒業する方",
    "expiry.senior_age": "期限が付く年齢", "expiry.exceptions": "有効期限の例外の決まり",
    "late_posting.born_from": "別に送る方の生年月日(から)",
    "late_posting.born_to": "別に送る方の生年月日(まで)",
    "late_posting.planned_from": "別に送る時期(から)",
    "late_posting.planned_to": "別に送る時期(まで)",
    "ecert.months_usable": "電子証明書が切れてから使える月数",
    "transfer.closing_day": "口座振替の締め日",
    "transfer.bank_months": "銀行窓口の申込みから始まる月(翌月は1)",
    "transfer.web_months": "Webの申込みから始まる月(翌月は1)",
    "transfer.ward_months": "区役所の申込みから始まる月(翌月は1)",
    "call_centre.phone": "コールセンターの電話番号",
    "call_centre.weekday_opens": "平日の始まり", "call_centre.weekday_closes": "平日の終わり",
    "call_centre.saturday_opens": "土曜日の始まり", "call_centre.saturday_closes": "土曜日の終わり",
    "call_centre.saturdays": "開いている土曜日(第何)",
    "call_centre.year_end_from": "年末年始の休み(から、月-日)",
    "call_centre.year_end_to": "年末年始の休み(まで、月-日)",
    "sources": "出典に出るページと見出し",
    **{
        f"sources.{key}": f"出典: {what}"
        for key, what in {
            "which_document": "病院に持って行く紙", "notice_purpose": "お知らせの目的",
            "notice_expiry": "お知らせの期限", "notice_cautions": "お知らせの注意点",
            "posting": "お知らせが届く方", "late_posting": "別に送る方",
            "certificate_who": "確認書が届く方", "certificate_expiry": "確認書の期限",
            "either_expiry": "どちらの紙かわからないときの期限",
            "apply_certificate": "確認書の申請", "cancel_registration": "利用登録の解除",
            "auto_renewal": "次の紙が届くか", "ecert": "電子証明書", "transfer": "口座振替",
            "banks": "金融機関の一覧", "limit_certificate": "限度額適用認定証",
            "call_centre": "コールセンター", "silent": "書かれていないとき",
        }.items()
    },
    "banks.as_of": "金融機関がいつ現在か",
    "banks.listed": "金融機関の一覧", "home": "市のホームページ",
}  # fmt: skip
STAGES = {
    Stage.DRAFT: "下書き", Stage.WAITING: "承認待ち", Stage.APPROVED: "公開の日を待っています",
    Stage.PUBLISHED: "公開しました", Stage.WITHDRAWN: "取りやめました",
}  # fmt: skip


def label_of(text: EditableText) -> str:
    """The field of a text, as people call it."""
    if text.kind == VALUE:
        return VALUES.get(text.field, text.field)
    return FIELDS.get(text.field, text.field)


def named(entry: str, titles: Mapping[str, str]) -> str:
    """The entry as people call it."""
    kind, _, name = entry.partition(":")
    if kind == EDITION:
        return f"{name}年の号"
    if kind == VALUE:
        file, _, section = name.partition(".")
        whose = "市の値" if file == "city" else f"{file}年の号の値"
        return f"{whose}: {SECTIONS.get(section, section)}" if section else whose
    title = titles.get(entry)
    return f"{title} ({name})" if title else f"{KINDS.get(kind, kind)} {name}"


def plain(complaint: str) -> tuple[str, str]:
    """What the checks say, with field and language as people call them; and the language."""
    found = _OF_A_LANGUAGE.match(complaint) or _OF_A_FIELD.match(complaint)
    if found is None:
        return "", complaint
    where = found.groupdict()
    language, field = where.get("language") or "", FIELDS.get(where["field"], where["field"])
    which = f"{LANGUAGES.get(language, language)}の" if language else ""
    line = f"{int(where['line'])}行目" if where.get("line") else ""
    return language, f"{which}「{field}」{line}: {complaint[found.end() :]}"


def stage_of(change: ContentChange) -> str:
    """How far a change is, in words."""
    if change.stage is Stage.PUBLISHED and all(t.before == t.after for t in change.texts):
        return "訳を確かめました"
    if change.undoes:
        return "前の文に戻しました"
    return STAGES[change.stage]
