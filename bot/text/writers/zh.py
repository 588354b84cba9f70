"""Chinese in simplified characters: 2026年7月31日（令和8年）."""

from __future__ import annotations

from bot.text.writers.patterns import LATIN_ERAS, PatternDates

CHINESE = PatternDates(
    months=tuple(f"{month}月" for month in range(1, 13)),
    weekdays=("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"),
    eras={name: name for name in LATIN_ERAS},
    day="{m}月{d}日",
    in_full="{y}年{day}（{era}{n}年）",
    in_month="{y}年{m}月（{era}{n}年）",
    in_year="{y}年（{era}{n}年）",
    in_issue="{y}年{m}月",
    span="{first}至{last}",
    spans="{first}至{last}",
    weeks=("第1", "第2", "第3", "第4", "第5"),
    both="、",
    among="、",
    later=("下个月", "下下个月"),
    much_later="{n}个月后",
    at="{day}（{weekday}）{time}",
    numbered="第{number}号",
    issued="{numbered}（{month}）",
    first_year="元",
)
