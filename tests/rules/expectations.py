"""What a clerk expects, written a second time from the newsletter and RULES.md.

Nothing here calls bot.rules. Where the source does arithmetic in months, this file lists the
months; a clerk can hold every line against 国保だより 第179号 with a pencil.
Here `None` stands for "does not apply".
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

D = date.fromisoformat

# --- Until when -----------------------------------------------------------------------------

BEGINS = D("2025-08-01")
ENDS = D("2026-07-31")

# 2: 令和8年7月1日までに70歳を迎える方. Born from, born to, last day of the paper.
TURNS_70 = (
    (D("1955-08-02"), D("1955-09-01"), D("2025-08-31")),
    (D("1955-09-02"), D("1955-10-01"), D("2025-09-30")),
    (D("1955-10-02"), D("1955-11-01"), D("2025-10-31")),
    (D("1955-11-02"), D("1955-12-01"), D("2025-11-30")),
    (D("1955-12-02"), D("1956-01-01"), D("2025-12-31")),
    (D("1956-01-02"), D("1956-02-01"), D("2026-01-31")),
    (D("1956-02-02"), D("1956-03-01"), D("2026-02-28")),  # 1956-02-29 among them
    (D("1956-03-02"), D("1956-04-01"), D("2026-03-31")),
    (D("1956-04-02"), D("1956-05-01"), D("2026-04-30")),
    (D("1956-05-02"), D("1956-06-01"), D("2026-05-31")),
    (D("1956-06-02"), D("1956-07-01"), D("2026-06-30")),
)

BORN_70_AT_START = D("1955-08-01")  # the youngest of 70歳以上の方
BORN_75_AT_START = D("1950-08-01")  # the youngest who should be in 後期高齢者医療
BORN_75_BY_END = D("1951-07-31")  # the youngest whose 75th birthday is in the edition
NOT_REACHED = (D("1956-07-02"), D("1956-08-01"))  # turn 70 after the day that rule 2 stops at

# Everybody born 1950-08-02 … 1951-07-31 lives through the same 19 leap days up to 75.
DAYS_UNTIL_DAY_BEFORE_75 = 75 * 365 + 19 - 1

# 1, exception: 窓口負担割合 changes in this month, the paper ends on this day.
BURDEN_MONTHS = {
    (2025, 9): D("2025-08-31"),
    (2025, 10): D("2025-09-30"),
    (2025, 11): D("2025-10-31"),
    (2025, 12): D("2025-11-30"),
    (2026, 1): D("2025-12-31"),
    (2026, 2): D("2026-01-31"),
    (2026, 3): D("2026-02-28"),
    (2026, 4): D("2026-03-31"),
    (2026, 5): D("2026-04-30"),
    (2026, 6): D("2026-05-31"),
    (2026, 7): D("2026-06-30"),
}

MARKS = {
    "age70plus": "read",
    "age75": "stated",
    "burden": "stated",
    "age70": "stated",
    "residence": "stated",
    "student": "stated",
}


def rules_met(
    birthday: date | None,
    residence: date | None = None,
    graduation: date | None = None,
    burden: date | None = None,
) -> dict[str, date | None]:
    """Each rule that meets, with its own date. None: it met, but no date can be given."""
    met: dict[str, date | None] = {}
    if birthday is not None and birthday <= BORN_70_AT_START:
        met["age70plus"] = D("2026-07-31")
        if birthday <= BORN_75_AT_START:
            met["age75"] = None
        elif birthday <= BORN_75_BY_END:
            met["age75"] = birthday + timedelta(days=DAYS_UNTIL_DAY_BEFORE_75)
        if burden is not None and burden < D("2025-09-01"):
            met["burden"] = None  # over, or it would come out as 2025-07-31
        elif burden is not None and burden <= D("2026-07-31"):
            met["burden"] = BURDEN_MONTHS[burden.year, burden.month]
    for first, last, end in TURNS_70:
        if birthday is not None and first <= birthday <= last:
            met["age70"] = end
    if residence is not None and residence < D("2025-08-01"):
        met["residence"] = None
    elif residence is not None and residence <= D("2026-07-30"):
        met["residence"] = residence + timedelta(days=1)
    if graduation is not None and graduation < D("2025-08-01"):
        met["student"] = None
    elif graduation is not None and graduation <= D("2026-07-31"):
        met["student"] = graduation
    return met


def expiry(
    document: str,
    birthday: date | None,
    residence: date | None = None,
    graduation: date | None = None,
    burden: date | None = None,
) -> tuple[date | None, bool]:
    """The last day of the paper (None: none printed or none given), and whether to confirm."""
    dates = rules_met(birthday, residence, graduation, burden).values()
    if None in dates:
        return None, True
    if dates:
        return min(day for day in dates if day), False
    return (D("2026-07-31") if document == "certificate" else None), False


def remark_expected(birthday: date) -> bool:
    """Turns 70 in July 2026, after rule 2 stops: a new notice may come then (inferred)."""
    return NOT_REACHED[0] <= birthday <= NOT_REACHED[1]


# RULES.md, "Worked", with a neutral birthday where the page names none.
YOUNG = D("1995-05-15")
WORKED = (
    # document, birthday, residence, graduation, burden, expiry
    ("notice", D("1955-08-01"), None, None, None, D("2026-07-31")),
    ("notice", D("1955-08-02"), None, None, None, D("2025-08-31")),
    ("notice", D("1956-03-01"), None, None, None, D("2026-02-28")),
    ("notice", D("1956-02-29"), None, None, None, D("2026-02-28")),
    ("notice", D("1956-07-01"), None, None, None, D("2026-06-30")),
    ("notice", D("1956-07-02"), None, None, None, None),
    ("certificate", D("1956-07-02"), None, None, None, D("2026-07-31")),
    ("notice", D("1950-11-03"), None, None, None, D("2025-11-02")),
    ("notice", D("1951-07-31"), None, None, None, D("2026-07-30")),
    ("notice", YOUNG, D("2026-03-31"), None, None, D("2026-04-01")),
    ("notice", YOUNG, D("2026-07-30"), None, None, D("2026-07-31")),
    ("notice", YOUNG, D("2026-07-31"), None, None, None),
    ("certificate", YOUNG, D("2026-07-31"), None, None, D("2026-07-31")),
    ("notice", D("1953-05-15"), None, None, D("2026-01-01"), D("2025-12-31")),
    ("certificate", YOUNG, None, D("2026-03-20"), None, D("2026-03-20")),
)


# --- After the date -------------------------------------------------------------------------


def renewal(
    document: str,
    birthday: date | None,
    residence: date | None,
    graduation: date | None,
    graduation_moved: bool,
) -> set[tuple[str, bool]]:
    """問2: what may be said of the next paper, each with whether to confirm.

    More than one line where two matters are open and RULES.md does not say which to name.
    """
    met = rules_met(birthday, residence, graduation)
    open_matters = set()
    if graduation is not None and graduation_moved:
        met.pop("student", None)  # it did not end on the planned day, so nothing is unclear
        open_matters.add(("extend_student_first", False))
    if birthday is not None and birthday <= BORN_75_AT_START:
        return {("confirm", True)}
    if None in met.values():
        return {("confirm", True)} | open_matters
    # 問2 names no 7月30日: who stays until the paper's very last day renews the stay first too.
    last, _ = expiry(document, birthday, residence, graduation)
    if "residence" not in met and residence and last and D("2026-07-30") < residence <= last:
        met["residence"] = residence
    # Whichever of the stay and the 75th birthday ends the paper; on one day, the birthday.
    if "residence" in met and ("age75" not in met or met["residence"] < met["age75"]):
        open_matters.add(("renew_stay_first", False))
    elif "age75" in met:
        open_matters.add(("other_insurance", True))
    if open_matters:
        return open_matters
    end, _ = expiry(document, birthday, residence, graduation)
    return {("keep" if end is None else "by_itself", False)}


# --- Which document, what to carry, the post --------------------------------------------------

# has card, registered, carry to the clinic, is sent
WHICH_DOCUMENT = (
    (True, True, "card", "notice"),
    (True, False, "certificate", "certificate"),
    (False, False, "certificate", "certificate"),
    (False, None, "certificate", "certificate"),
)
CERTIFICATE_IN_SPITE = ("hard_to_use", "cancelled", "view_blocked", "ecert_ran_out")

POST = {"notice": "ordinary", "certificate": "recorded"}

LATE_BIRTHS = (D("1955-07-02"), D("1955-08-01"))
LATE_UNTIL = D("2025-07-31")  # 7月下旬頃


# --- Electronic certificate -------------------------------------------------------------------

# expiry, last day on which it works as マイナ保険証 (※6)
ECERT = (
    (D("2025-04-10"), D("2025-07-31")),
    (D("2025-04-01"), D("2025-07-31")),
    (D("2025-04-30"), D("2025-07-31")),
    (D("2025-05-01"), D("2025-08-31")),
    (D("2025-08-31"), D("2025-11-30")),
    (D("2025-09-01"), D("2025-12-31")),
    (D("2025-09-30"), D("2025-12-31")),
    (D("2025-10-01"), D("2026-01-31")),
    (D("2025-10-31"), D("2026-01-31")),
    (D("2025-11-01"), D("2026-02-28")),
    (D("2025-11-30"), D("2026-02-28")),
    (D("2025-12-31"), D("2026-03-31")),
    (D("2026-01-31"), D("2026-04-30")),
    (D("2026-02-28"), D("2026-05-31")),
    (D("2027-11-15"), D("2028-02-29")),
    (D("2028-02-29"), D("2028-05-31")),
    (D("2028-11-30"), D("2029-02-28")),
)


# --- Account transfer -------------------------------------------------------------------------

# method, applied on, month of the first transfer, mark
TRANSFER = (
    ("bank", D("2025-08-01"), D("2025-10-01"), "stated"),
    ("bank", D("2025-08-24"), D("2025-10-01"), "stated"),
    ("bank", D("2025-08-25"), D("2025-10-01"), "stated"),
    ("bank", D("2025-08-26"), D("2025-11-01"), "inferred"),
    ("bank", D("2025-08-31"), D("2025-11-01"), "inferred"),
    ("bank", D("2025-09-01"), D("2025-11-01"), "stated"),
    ("bank", D("2025-10-25"), D("2025-12-01"), "stated"),
    ("bank", D("2025-10-26"), D("2026-01-01"), "inferred"),
    ("bank", D("2025-11-25"), D("2026-01-01"), "stated"),
    ("bank", D("2025-12-25"), D("2026-02-01"), "stated"),
    ("bank", D("2025-12-26"), D("2026-03-01"), "inferred"),
    ("bank", D("2026-02-28"), D("2026-05-01"), "inferred"),
    ("web", D("2025-08-25"), D("2025-10-01"), "stated"),
    ("web", D("2025-08-26"), D("2025-11-01"), "inferred"),
    ("web", D("2025-12-25"), D("2026-02-01"), "stated"),
    ("web", D("2025-12-31"), D("2026-03-01"), "inferred"),
    ("web", D("2028-02-29"), D("2028-05-01"), "inferred"),
    ("ward", D("2025-08-01"), D("2025-09-01"), "stated"),
    ("ward", D("2025-08-25"), D("2025-09-01"), "stated"),
    ("ward", D("2025-08-26"), D("2025-09-01"), "stated"),
    ("ward", D("2025-08-31"), D("2025-09-01"), "stated"),
    ("ward", D("2025-09-01"), D("2025-10-01"), "stated"),
    ("ward", D("2025-11-30"), D("2025-12-01"), "stated"),
    ("ward", D("2025-12-31"), D("2026-01-01"), "stated"),
    ("ward", D("2026-02-28"), D("2026-03-01"), "stated"),
)

# お申し込み可能な金融機関(令和7年4月1日時点), in the printed order.
BANKS = (
    "みずほ銀行",
    "三菱UFJ銀行",
    "三井住友銀行",
    "りそな銀行",
    "群馬銀行",
    "きらぼし銀行",
    "横浜銀行",
    "東日本銀行",
    "神奈川銀行",
    "静岡中央銀行",
    "横浜信用金庫",
    "川崎信用金庫",
    "さわやか信用金庫",
    "芝信用金庫",
    "城南信用金庫",
    "世田谷信用金庫",
    "みずほ信託銀行",
    "ハナ信用組合",
    "神奈川県医師信用組合",
    "横浜幸銀信用組合",
    "中央労働金庫",
    "セレサ川崎農業協同組合",
    "ゆうちょ銀行",
    "PayPay銀行",
    "楽天銀行",
    "イオン銀行",
)


# --- Call centre ------------------------------------------------------------------------------

# 国民の祝日 and 休日 as the calendar on the wall prints them, Sundays left out.
WALL_CALENDAR = """
2025-01-01 2025-01-13 2025-02-11 2025-02-24 2025-03-20 2025-04-29 2025-05-03 2025-05-05
2025-05-06 2025-07-21 2025-08-11 2025-09-15 2025-09-23 2025-10-13 2025-11-03 2025-11-24
2026-01-01 2026-01-12 2026-02-11 2026-02-23 2026-03-20 2026-04-29 2026-05-04 2026-05-05
2026-05-06 2026-07-20 2026-08-11 2026-09-21 2026-09-22 2026-09-23 2026-10-12 2026-11-03
2026-11-23
2027-01-01 2027-01-11 2027-02-11 2027-02-23 2027-03-22 2027-04-29 2027-05-03 2027-05-04
2027-05-05 2027-07-19 2027-08-11 2027-09-20 2027-09-23 2027-10-11 2027-11-03 2027-11-23
"""
HOLIDAYS = frozenset(map(D, WALL_CALENDAR.split()))
YEAR_END = ("12-29", "12-30", "12-31", "01-01", "01-02", "01-03")  # inferred

# Days of the month on which the second and the fourth Saturday can fall.
SECOND_OR_FOURTH = frozenset({8, 9, 10, 11, 12, 13, 14, 22, 23, 24, 25, 26, 27, 28})


def hours(day: date) -> tuple[time, time] | None:
    """Opening and closing on a day of 2025 … 2027, None where closed all day."""
    weekday = day.strftime("%a")
    if weekday == "Sun" or day in HOLIDAYS or day.isoformat()[5:] in YEAR_END:
        return None
    if weekday == "Sat":
        return (time(8, 30), time(12, 30)) if day.day in SECOND_OR_FOURTH else None
    return time(8, 30), time(17, 15)


def is_open(moment: datetime) -> bool:
    """Open at `moment`, a clock on a wall in Kawasaki. Closed from the closing minute on."""
    today = hours(moment.date())
    return today is not None and today[0] <= moment.time() < today[1]


# --- The three applications -------------------------------------------------------------------

# application, applicant, what to bring, by post (None: the newsletter does not mention it)
APPLICATIONS = (
    ("certificate", "self", {"identity", "number_if_at_hand"}, None),
    ("certificate", "same_household", {"identity", "number_if_at_hand"}, None),
    (
        "certificate",
        "other_household",
        {"identity", "proxy_letter", "representation", "number_if_at_hand"},
        None,
    ),
    ("cancel_registration", "self", {"identity", "number_if_at_hand"}, True),
    (
        "cancel_registration",
        "same_household",
        {"identity", "proxy_letter", "representation", "number_if_at_hand"},
        True,
    ),
    (
        "cancel_registration",
        "other_household",
        {"identity", "proxy_letter", "representation", "number_if_at_hand"},
        True,
    ),
    ("limit_certificate", "self", {"document_or_portal", "my_numbers", "photo_identity"}, None),
    (
        "limit_certificate",
        "same_household",
        {"document_or_portal", "my_numbers", "photo_identity", "proxy_letter", "proxy_identity"},
        None,
    ),
    (
        "limit_certificate",
        "other_household",
        {"document_or_portal", "my_numbers", "photo_identity", "proxy_letter", "proxy_identity"},
        None,
    ),
)
