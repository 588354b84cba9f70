"""bot/text/masking.py: nothing personal is left in words that are kept."""

from __future__ import annotations

import datetime
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text.masking import mask, mask_numbers

from . import repeatable
from .writing import FORMS

FULL_WIDTH = str.maketrans("0123456789-", "０１２３４５６７８９－")
PLACEHOLDERS = [
    "〔番号〕",
    "〔電話〕",
    "〔メール〕",
    "〔郵便番号〕",
    "〔住所〕",
    "〔名前〕",
    "〔日付〕",
]
PIECES = [
    *PLACEHOLDERS,
    "123456789012", "1234 5678 9012", "090-1234-5678", "044-200-0783", "19550715", "a.b@c.jp",
    "〒210-0890", "川崎区宮本町", "1-2-3", "丁目", "番地", "山田花子", "田中", "さん", "様",
    "と申します", "名前は", "昭和30年7月15日", "昨日", "7月", "15日", "番号", "がつ", "しちがつ",
    "いちにち", "です", "、", " ", "の", "1", "23", "-", "年", "3年前",
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("番号は123456789012です", "番号は〔番号〕です"),
        ("１２３４－５６７８－９０１２", "〔番号〕"),
        ("1234 5678 9012", "〔番号〕"),
        ("口座番号1234567", "口座番号〔番号〕"),
        ("090-1234-5678に電話", "〔電話〕に電話"),
        ("０９０１２３４５６７８", "〔電話〕"),
        ("(044)123-4567", "(〔電話〕"),
        ("+81 90 1234 5678", "〔電話〕"),
        ("090.1234.5678に電話", "〔電話〕に電話"),
        ("０９０・１２３４・５６７８", "〔電話〕"),
        ("090 - 1234 - 5678", "〔電話〕"),
        ("090/1234/5678", "〔電話〕"),
        ("560301生まれ", "〔日付〕生まれ"),
        ("560301円", "560301円"),
        ("70歳・3割・27番・8.30", "70歳・3割・27番・8.30"),
        ("メールはtaro@example.com", "メールは〔メール〕"),
        ("〒210-0890 川崎区東田町8", "〔郵便番号〕 〔住所〕"),
        ("川崎区宮本町1-2-3に住む", "〔住所〕に住む"),
        ("名前は山田太郎です", "名前は〔名前〕です"),
        ("田中さんがつかう", "〔名前〕さんがつかう"),
        ("昭和30年7月15日生まれ", "〔日付〕生まれ"),
        ("㍼３０年７月１５日生", "〔日付〕生"),
        ("番号は12345678で生年月日は1960/4/2", "番号は〔番号〕で生年月日は〔日付〕"),
        ("70歳、3割、27番、8:30", "70歳、3割、27番、8:30"),
        ("born 1985-13-05, sorry", "born 〔日付〕, sorry"),
        ("31-02-1985", "〔日付〕"),
        ("1985-1234-05", "〔番号〕"),
        ("1,234,567円", "1,234,567円"),
        ("資格確認書はいつ届きますか", "資格確認書はいつ届きますか"),
        ("I left it at home. Can I come", "I left it at home. Can I come"),
    ],
)
def test_masks(text: str, masked: str) -> None:
    """Each personal piece becomes its placeholder, all else stays as typed."""
    assert mask(text) == masked


@pytest.mark.parametrize("typed", ["1985-13-05", "13-31-1985", "1985.13.05", "30-02-1985"])
def test_a_mistyped_date_is_no_number(typed: str) -> None:
    """Who writes a day that no calendar has is asked again, not warned of a number."""
    assert mask_numbers(typed) == typed
    assert mask(typed) == "〔日付〕"


@pytest.mark.parametrize(
    "phone",
    ["044-200-0783", "０４４－２００－０７８３", "0442000783", "044(200)0783", "044 200 0783"],
)
def test_keeps_the_citys_number(phone: str) -> None:
    """The city's own phone number stays, however it is written."""
    text = f"コールセンターは{phone}です"
    assert mask(text) == mask_numbers(text) == text


def test_can_leave_dates_readable() -> None:
    """Masking only numbers keeps dates, names and addresses."""
    text = "田中さんは19550715生まれ、090-1234-5678、番号123456789012"
    assert mask_numbers(text) == "田中さんは19550715生まれ、〔電話〕、番号〔番号〕"


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join) | st.text(max_size=60))
@repeatable
def test_masking_twice_changes_nothing(text: str) -> None:
    """A masked text stays as it is."""
    masked = mask(text)
    assert mask(masked) == masked
    assert mask_numbers(mask_numbers(text)) == mask_numbers(text)


@given(
    st.integers(0, 10**12 - 1).map("{:012}".format),
    st.sampled_from(["", " ", "-", " - ", ".", "・", "/", "_"]),
    st.booleans(),
    st.sampled_from(["番号は", "これ、", "マイナンバー ", ""]),
)
@repeatable
def test_no_my_number_survives(number: str, separator: str, wide: bool, before: str) -> None:
    """A 12-digit number leaves no digit behind, in any width or grouping."""
    typed = separator.join((number[:4], number[4:8], number[8:]))
    masked = mask(before + (typed.translate(FULL_WIDTH) if wide else typed) + "です")
    assert not any(char.isdigit() for char in masked)


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2060, 12, 31)), st.sampled_from([*FORMS]))
@repeatable
def test_no_date_survives(date: datetime.date, form: str) -> None:
    """A date in any written form leaves only its placeholder."""
    masked = mask(f"誕生日は{FORMS[form](date)}")
    assert masked.startswith("誕生日は〔日付〕")
    assert not any(char.isdigit() for char in masked)


@given(st.text(max_size=40).filter(lambda text: mask(text) == text))
@repeatable
def test_keeps_what_is_not_personal(text: str) -> None:
    """Around a personal piece the words stay as they were."""
    assert mask(f"{text}\n090-1234-5678\n") == f"{text}\n〔電話〕\n"


def test_takes_no_time() -> None:
    """Long texts are masked in linear time, also where one piece uncovers the next."""
    for piece in ("山田さん", "さん", "1丁目", "名前は", "a.", "0-", "7月", "1 ", "ア", "町1-2-"):
        text = piece * (5000 // len(piece))
        start = time.process_time()
        mask(text)
        assert time.process_time() - start < 1, piece
