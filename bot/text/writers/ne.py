"""Nepali: सन् २०२६ जुलाई ३१ (रेइवा ८). सन् says that the year is not of Bikram Sambat."""

from __future__ import annotations

from bot.text.writers.patterns import PatternDates

NEPALI = PatternDates(
    months=(
        "जनवरी", "फेब्रुअरी", "मार्च", "अप्रिल", "मे", "जुन",
        "जुलाई", "अगस्ट", "सेप्टेम्बर", "अक्टोबर", "नोभेम्बर", "डिसेम्बर",
    ),
    weekdays=("सोमबार", "मङ्गलबार", "बुधबार", "बिहीबार", "शुक्रबार", "शनिबार", "आइतबार"),
    eras={"明治": "मेइजी", "大正": "ताइशो", "昭和": "शोवा", "平成": "हेइसेइ", "令和": "रेइवा"},
    day="{month} {d}",
    in_full="सन् {y} {day} ({era} {n})",
    in_month="सन् {y} {month} ({era} {n})",
    in_year="सन् {y} ({era} {n})",
    in_issue="सन् {y} {month}",
    span="{first} देखि {last}",
    spans="{first} देखि {last}",
    weeks=("पहिलो", "दोस्रो", "तेस्रो", "चौथो", "पाँचौँ"),
    both=" र ",
    later=("अर्को महिना", "त्यसपछिको दोस्रो महिना"),
    much_later="त्यसपछिको {n}औँ महिना",
    at="{day} ({weekday}), {time}",
    numbered="अङ्क {number}",
    digits="०१२३४५६७८९",
)  # fmt: skip
