"""What texts, languages and stages are called on the pages of editors."""

from __future__ import annotations

import re

from bot.content.places import VALUE
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
STAGES = {
    Stage.DRAFT: "下書き", Stage.WAITING: "承認待ち", Stage.APPROVED: "公開の日を待っています",
    Stage.PUBLISHED: "公開しました", Stage.WITHDRAWN: "取りやめました",
}  # fmt: skip


def named(entry: str, titles: dict[str, str]) -> str:
    """The entry as people call it."""
    kind, _, name = entry.partition(":")
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
