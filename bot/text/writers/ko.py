"""Korean: 2026년 7월 31일(레이와 8년)."""

from __future__ import annotations

from bot.text.writers.patterns import PatternDates

KOREAN = PatternDates(
    months=tuple(f"{month}월" for month in range(1, 13)),
    weekdays=("월요일", "화요일", "수요일", "목요일", "금요일", "토요일", "일요일"),
    eras={"明治": "메이지", "大正": "다이쇼", "昭和": "쇼와", "平成": "헤이세이", "令和": "레이와"},
    day="{m}월 {d}일",
    in_full="{y}년 {day}({era} {n}년)",
    in_month="{y}년 {m}월({era} {n}년)",
    in_year="{y}년({era} {n}년)",
    in_issue="{y}년 {m}월",
    span="{first}~{last}",
    spans="{first}~{last}",
    weeks=("첫째", "둘째", "셋째", "넷째", "다섯째"),
    both="·",
    among="·",
    later=("다음 달", "다다음 달"),
    much_later="{n}개월 뒤",
    at="{day}({weekday}) {time}",
    clock="{half} {h}시 {m}분",
    hour="{half} {h}시",
    halves=("오전", "오후"),
    numbered="제{number}호",
    issued="{numbered}({month})",
)
