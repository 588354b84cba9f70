"""Vietnamese: ngày 31 tháng 7 năm 2026 (Reiwa 8)."""

from __future__ import annotations

from bot.text.writers.patterns import LATIN_ERAS, PatternDates

# thứ 2 alone is a Monday, so the second Saturday is the one that comes the second time (lần).
VIETNAMESE = PatternDates(
    months=tuple(f"tháng {month}" for month in range(1, 13)),
    weekdays=("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"),
    eras=LATIN_ERAS,
    day="ngày {d} {month}",
    in_full="{day} năm {y} ({era} {n})",
    in_month="{month} năm {y} ({era} {n})",
    in_year="năm {y} ({era} {n})",
    in_issue="{month} năm {y}",
    span="{first} đến {last}",
    spans="{first} đến {last}",
    weeks=tuple(f"lần thứ {number}" for number in range(1, 6)),
    both=" và ",
    later=("tháng kế tiếp", "tháng thứ hai sau đó"),
    much_later="tháng thứ {n} sau đó",
    at="{time} {weekday}, {day}",
    clock="{h} giờ {m} phút",
    hour="{h} giờ",
    numbered="số {number}",
)
