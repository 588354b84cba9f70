"""The newsletter's words as types. Each docstring gives the exact Japanese term."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date, datetime


class Document(enum.Enum):
    """The two papers that 川崎市国保 sends."""

    NOTICE = "notice"  # 資格情報のお知らせ
    CERTIFICATE = "certificate"  # 資格確認書


class Absent(enum.Enum):
    """A circumstance that is known not to apply, as opposed to `None`: not known."""

    ABSENT = "none"


ABSENT = Absent.ABSENT


class Mark(enum.Enum):
    """How sure the source is. INFERRED answers must say 要確認 and name the call centre."""

    STATED = "stated"  # the newsletter says it
    READ = "read"  # the only sensible reading of what it says
    INFERRED = "inferred"  # the newsletter is silent


class TransferMethod(enum.Enum):
    """口座振替の申込方法."""

    BANK = "bank"  # 金融機関の窓口
    WEB = "web"  # Web口座振替受付サービス
    WARD = "ward"  # 区役所の窓口(ペイジー口座振替受付サービス)


class Ground(enum.Enum):
    """Why a 資格確認書 goes to who has a マイナ保険証. Never asked, only taken when told."""

    HARD_TO_USE = "hard_to_use"  # マイナ保険証での受診が困難(介助が必要など)と申請した
    CANCELLED = "cancelled"  # 利用登録の解除を申請した
    VIEW_BLOCKED = "view_blocked"  # 医療機関等で資格情報を閲覧できない設定をした
    ECERT_RAN_OUT = "ecert_ran_out"  # 電子証明書が切れて使える期間も過ぎた


class Application(enum.Enum):
    """The three applications, each with its own list."""

    CERTIFICATE = "certificate"  # 資格確認書の交付申請(マイナ保険証での受診が困難)
    CANCEL_REGISTRATION = "cancel_registration"  # マイナ保険証の利用登録解除
    LIMIT_CERTIFICATE = "limit_certificate"  # 限度額適用認定証など


class Applicant(enum.Enum):
    """Who comes to the counter."""

    SELF = "self"  # 本人
    SAME_HOUSEHOLD = "same_household"  # 同じ世帯の人
    OTHER_HOUSEHOLD = "other_household"  # 別世帯の人、代理人


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known about one person. `None` = not known; `ABSENT` = known not to apply.

    Days are calendar days in Japan. `today` belongs to the facts because some answers
    (posting, open now) depend on it; no rule ever reads a clock.
    """

    document: Document | None = None
    birthday: date | None = None  # 生年月日
    residence_until: date | Absent | None = None  # 在留期限(在留期間満了日)
    graduation: date | Absent | None = None  # マル学の卒業予定日
    graduation_moved: bool | None = None  # 卒業日が延びた
    burden_change: date | Absent | None = None  # 窓口負担割合が変わる日(変更後の初日)
    ecert_expiry: date | None = None  # マイナンバーカードの電子証明書の有効期限
    has_card: bool | None = None  # マイナンバーカードを持っている
    registered: bool | None = None  # 健康保険証の利用登録をしている
    ground: Ground | None = None
    method: TransferMethod | None = None
    applied_on: date | None = None  # 口座振替を申し込んだ日
    today: date | None = None
    at: datetime | None = None  # a moment, with time zone


@dataclass(frozen=True, slots=True)
class Met:
    """One rule that met: its id, how sure it is, where it is written, what it alone would give."""

    rule: str
    mark: Mark
    source: str
    value: object = None


@dataclass(frozen=True, slots=True)
class Result:
    """What a question comes to.

    `value`  a date, or an enum of the question's module. None: no date (see `expiry`).
    `decided_by`  the rule that decided, one of `met`.
    `met`  every rule that met, the deciding one included.
    """

    value: object
    decided_by: Met
    met: tuple[Met, ...]

    @property
    def mark(self) -> Mark:
        """The deciding rule's mark."""
        return self.decided_by.mark

    @property
    def source(self) -> str:
        """The deciding rule's place in the newsletter."""
        return self.decided_by.source

    @property
    def confirm(self) -> bool:
        """要確認: the answer must name the call centre and promise nothing."""
        return self.mark is Mark.INFERRED


def single(value: object, rule: str, mark: Mark, source: str) -> Result:
    """A result that exactly one rule met."""
    met = Met(rule, mark, source, value)
    return Result(value, met, (met,))
