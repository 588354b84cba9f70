"""The tables, as the newest migration leaves them."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from bot.storage.ports.statistics import TALLY_NAMES, PressKey
from bot.storage.ports.talks import TALK_NAMES, TalkKey

metadata = MetaData()

accounts = Table(
    "accounts",
    metadata,
    Column("name", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("password", Text, nullable=False),
    Column("stamp", Text, nullable=False),
)

second_factors = Table(
    "second_factors",
    metadata,
    Column("name", Text, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("step", Integer, nullable=False),
)

recovery_codes = Table(
    "recovery_codes",
    metadata,
    Column("name", Text, primary_key=True),
    Column("code", Text, primary_key=True),
)

identities = Table(
    "identities",
    metadata,
    Column("issuer", Text, primary_key=True),
    Column("subject", Text, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
)

audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("operator", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("which", Text, nullable=False),
    Index("audit_at", "at"),
    Index("audit_operator", "operator"),
    Index("audit_what", "what"),
)

feedback = Table(
    "feedback",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("hour", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("answer_id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("helped", Boolean, nullable=False),
    Column("reason", Text),
    Column("question", Text),
    Index("feedback_hour", "hour"),
)

figures = Table(
    "figures",
    metadata,
    Column("hour", Text, primary_key=True),
    Column("channel", Text, primary_key=True),
    Column("answer_id", Text, primary_key=True),
    *(Column(name, Integer, nullable=False) for name in TALLY_NAMES),
)

talk_figures = Table(
    "talk_figures",
    metadata,
    *(Column(name, Text, primary_key=True) for name in TalkKey._fields),
    *(Column(name, Integer, nullable=False) for name in TALK_NAMES),
)

menu_presses = Table(
    "menu_presses",
    metadata,
    *(Column(name, Text, primary_key=True) for name in PressKey._fields),
    Column("times", Integer, nullable=False),
)

unanswered = Table(
    "unanswered",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("words", Text, nullable=False, unique=True),
    Column("last", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("answer", Text),
    Column("wording", Text),
    Column("note", Text),
    Column("editor", Text),
    Column("decided", Text),
    Index("unanswered_last", "last"),
)

heard = Table(
    "heard",
    metadata,
    Column(
        "line",
        Integer,
        ForeignKey("unanswered.id", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("channel", Text, primary_key=True),
    Column("why", Text, primary_key=True),
    Column("shown", Text, primary_key=True),
    Column("times", Integer, nullable=False),
)

teaching_exports = Table(
    "teaching_exports",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("editor", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
)

teaching_models = Table(
    "teaching_models",
    metadata,
    Column("name", Text, primary_key=True),
    Column("taught", Text),
    Column("inputs", Text),
)

# Marks of words, and the day since which they are taught.
taught_lines = Table(
    "taught_lines",
    metadata,
    Column("line", Text, primary_key=True),
    Column("since", Text, nullable=False),
)

webhook_events = Table(
    "webhook_events",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("run", Text, nullable=False),
    Column("answered", Boolean, nullable=False),
    Column("at", Integer, nullable=False),
    Column("sealed", LargeBinary),
    Column("talk", Text),
    Column("sent", BigInteger),
    Index("webhook_events_at", "at"),
    Index("webhook_events_talk", "channel", "talk"),
)

# The processes that answer for events, and until when each has said that it lives.
webhook_runs = Table(
    "webhook_runs",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("run", Text, primary_key=True),
    Column("place", Text, nullable=False),
    Column("until", BigInteger, nullable=False),
)

directory = Table(
    "directory",
    metadata,
    Column("id", Text, primary_key=True),
    *(Column(name, Text, nullable=False) for name in ("name", "about", "phone", "place", "hours")),
    Column("editor", Text, nullable=False),
    Column("changed", Text, nullable=False),
    Column("version", Integer, nullable=False),
)

announcements = Table(
    "announcements",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    Column("first", Text, nullable=False),
    Column("last", Text, nullable=False),
    Column("editor", Text, nullable=False),
)

pins = Table(
    "pins",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("operator", Text, nullable=False),
    Column("answer_id", Text, nullable=False),
    UniqueConstraint("operator", "answer_id"),
)

content_changes = Table(
    "content_changes",
    metadata,
    Column("id", Integer, primary_key=True),
    *(Column(name, Text, nullable=False) for name in ("city", "entry", "texts", "authors")),
    *(Column(name, Text, nullable=False) for name in ("stage", "approver", "publish_on")),
    *(Column(name, Text, nullable=False) for name in ("changed", "published")),
    Column("undoes", Integer, nullable=False),
    Column("trouble", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Index(
        "content_changes_open",
        "city",
        "entry",
        unique=True,
        sqlite_where=text("stage in ('draft', 'waiting')"),
        postgresql_where=text("stage in ('draft', 'waiting')"),
    ),
    Index("content_changes_stage", "city", "stage"),
)

# How often each content was changed, for who remembers what he read.
versions = Table(
    "versions",
    metadata,
    Column("content", Text, primary_key=True),
    Column("version", Integer, nullable=False),
)

# Files of earlier releases that were taken over.
taken_over = Table(
    "taken_over",
    metadata,
    Column("file", Text, primary_key=True),
)
