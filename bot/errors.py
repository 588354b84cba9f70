"""The one exception tree.

BotError
├── SettingsError      an environment variable has a value that cannot be used
├── DataError          a file of ours (edition, answer, user dictionary) is wrong; says file and key
│   └── StrictYamlError
├── OutsideEdition     asked about a day that no known 国保だより covers
├── ImpossibleFacts    facts that cannot be true together (a birthday after the edition, say)
├── RequestRefused     a request that the gateway refuses, with HTTP status, code and kind sentence
├── AccountError       an operator's account cannot be made or changed so
├── SignOnError        a provider of single sign-on has not signed somebody in
├── StorageError       what is kept cannot be read or written now
└── StartError         the servers cannot be started or trained; says what to do
"""


class BotError(Exception):
    """Anything that this project raises on purpose. The message is one sentence for a person."""


class SettingsError(BotError):
    """An environment variable cannot be used."""


class DataError(BotError):
    """A data file of ours is wrong."""


class StrictYamlError(DataError):
    """A YAML file has an unknown, missing, duplicate or ill-typed key."""


class OutsideEdition(BotError):
    """A day lies outside every edition that we know, so nothing may be computed for it."""


class ImpossibleFacts(BotError):
    """The facts contradict each other or the calendar."""


class RequestRefused(BotError):
    """A request is refused; `code` is for programs, the message for the resident."""

    def __init__(self, status: int, code: str, message: str, retry_after: int | None = None):
        super().__init__(message)
        self.status, self.code, self.retry_after = status, code, retry_after


class AccountError(BotError):
    """An operator's account cannot be made or changed so; the message says why."""


class SignOnError(BotError):
    """A provider of single sign-on has not signed somebody in; `reason` is for programs."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"the single sign-on failed: {reason}")
        self.reason = reason


class StartError(BotError):
    """A process or the training could not start; the message says what to do."""


class StorageError(BotError):
    """What is kept cannot be read or written now.

    `kind` names the failure for a log; the message may name files and tables, never values.
    `passing`: somebody else holds it just now, and a second later it may well be free.
    """

    def __init__(self, message: str, kind: str = "StorageError", *, passing: bool = False):
        super().__init__(message)
        self.kind, self.passing = kind, passing
