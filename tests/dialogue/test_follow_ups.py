"""bot/dialogue/follow_ups.py: what a short message changes about the thing last spoken of."""

from __future__ import annotations

from datetime import date

import pytest

from bot.dialogue.follow_ups import FollowUpKind, follow_ups

TODAY = date(2025, 8, 1)

# What is asked or changed, and the messages that do.
KINDS = {
    "why": "なんでその日？|どうしてその日なんですか|なぜ2月28日なの|なんで？|理由は？|"
    "どうして？|なぜですか|その根拠は|"
    "なんで7月31日なの？|なぜそうなるの",
    "by_post": "郵送は？|郵送でもいい？|郵便でも出せますか|ポストに入れてもいいの|郵送できる？|"
    "ゆうそうでもいいですか",
    "when_comes": "いつ届くの|いつ来る？|いつ頃届きますか|いつごろもらえるの|届くのはいつ？|"
    "いつとどきますか",
    "other_day": "26日だったら？|3月5日の診察には使える？|12月30日つながる？|8月11日は？|"
    "今度の土曜は？|祝日の月曜は？|"
    "じゃあ土曜は？|明日だと？|来週の火曜なら？|2026年4月1日だったらどうなりますか|"
    "年末年始は？|31日だと間に合う？",
    "other_method": "区役所なら？|じゃあ銀行だと？|Webは？|ネットの場合は？|ペイジーだったら|"
    "郵便局の場合は？",
    "other_document": "お知らせのほうは？|じゃあ確認書なら？|間違えた、資格確認書のほうです|"
    "資格情報のお知らせの場合は？|"
    "すみません、お知らせのほうでした",
    "other_person": "じゃあ父は？|母の場合は？|妻の分は？|娘だったら？|私は？|主人のほうは？",
    "other_day other_method": "じゃあ区役所で7月31日なら？|Webで8月31日は？|銀行で26日だったら？",
    "other_document other_person": "母のお知らせは？|父の確認書の場合は？",
}
NONE = (
    "資格確認書はいつまで使えますか", "口座振替の申し込み方は？", "お知らせをなくしました",
    "簡易書留にできますか", "父は昭和26年5月5日生まれです", "昭和31年3月1日", "はい", "2", "",
    "電話番号は？", "なんで確認書が届いたんですか",
    "お知らせはいつ届きますか", "保険料は？", "母が入院しました", "8月3日に申し込みました",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kinds"), [(text, k) for k, texts in KINDS.items() for text in texts.split("|")]
)
def test_follow_ups(text: str, kinds: str) -> None:
    """A short message names what it asks or changes, and nothing more."""
    assert [f.kind.value for f in follow_ups(text, TODAY)] == kinds.split()


@pytest.mark.parametrize("text", NONE)
def test_a_matter_of_its_own(text: str) -> None:
    """A message that brings its own matter, or tells a fact, follows nothing up."""
    assert follow_ups(text, TODAY) == ()


def test_values() -> None:
    """The day, the way, the paper and the person are told."""
    day, way = follow_ups("じゃあ区役所で26日なら？", TODAY, date(2025, 7, 25))
    assert day.kind is FollowUpKind.OTHER_DAY
    assert day.day is not None
    assert day.day.day == date(2025, 7, 26)
    assert way.value == "ward"
    assert [f.value for f in follow_ups("母のお知らせは？", TODAY)] == ["notice", "お母さま"]


def test_a_long_message_follows_nothing_up() -> None:
    """Who writes more than a line asks anew."""
    assert follow_ups("それでは" * 10 + "26日だったら？", TODAY) == ()
