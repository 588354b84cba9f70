"""Accounts of the console. What is changed holds at once, without a restart."""

from __future__ import annotations

import argparse
import getpass
import os
import pwd
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import AccountError, StorageError
from bot.settings import settings

if TYPE_CHECKING:
    from bot.console.shared.accounts import Accounts
    from bot.storage.ports.factors import FactorStore

Part = Callable[["Accounts", "FactorStore", argparse.Namespace], tuple[str, str]]

_ROLES = ("operator", "editor", "administrator")


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command with a subcommand for each change."""
    command = commands.add_parser(
        "operator",
        help="make and change accounts of the console",
        description=f"{__doc__} A password is asked for twice, or is one line of standard input.",
    )
    parts = command.add_subparsers(required=True, metavar="PART")
    everybody = parts.add_parser("list", help="all accounts with their roles")
    everybody.set_defaults(run=run_list)

    def part(name: str, does: str, change: Part) -> argparse.ArgumentParser:
        found = parts.add_parser(name, help=does)
        found.add_argument("name", metavar="NAME")
        found.set_defaults(run=run, change=change)
        return found

    new = part("add", "a new account", _add)
    new.add_argument("--role", choices=_ROLES, default=_ROLES[0], help="default: %(default)s")
    part("remove", "end an account and what it has open", _remove)
    part("password", "another password; open sign-ins end", _password)
    part("role", "another role", _role).add_argument("role", choices=_ROLES)
    part("reset-factor", "take the second factor away, of who has lost the phone", _reset_factor)


def run(options: argparse.Namespace) -> int:
    """One change: made, noted in the audit, said. Raises AccountError."""
    from bot.console.shared.accounts import COMMAND_LINE, Accounts, account_name
    from bot.console.shared.audit_log import Audit
    from bot.storage.stores import Stores

    chosen = settings()
    try:
        _check_owner(chosen.data)
        stores = Stores.durable(chosen.data, chosen.database)
        accounts, audit = Accounts(stores.accounts), Audit(stores.audit)
        what, said = options.change(accounts, stores.factors, options)
        audit.note(chosen.now(), COMMAND_LINE, what, account_name(options.name))
    except (OSError, StorageError) as error:
        raise _unusable(chosen.data, error) from None
    print(f"operator: {said}")
    return 0


def run_list(options: argparse.Namespace) -> int:
    """Prints a line for each account. Raises AccountError."""
    from bot.console.shared.accounts import Accounts
    from bot.storage.stores import Stores

    chosen = settings()
    data = chosen.data
    try:
        _check_owner(data)
        found = Accounts(Stores.durable(data, chosen.database).accounts).everybody()
    except (OSError, StorageError) as error:
        raise _unusable(data, error) from None
    for account in found:
        print(f"{account.role.value:13}  {account.name}")
    if not found:
        print("operator: no accounts yet; make one with `python -m bot operator add NAME`")
    return 0


def _add(accounts: Accounts, _: FactorStore, options: argparse.Namespace) -> tuple[str, str]:
    from bot.console.shared.accounts import Role

    accounts.check_new(options.name)
    made = accounts.add(options.name, Role(options.role), _new_password())
    return f"{made.role.value}_added", f"{made.name} may sign in as {made.role.value}"


def _remove(accounts: Accounts, _: FactorStore, options: argparse.Namespace) -> tuple[str, str]:
    name = accounts.existing(options.name).name
    accounts.remove(name)
    return "account_removed", f"{name} is removed and signed out"


def _password(accounts: Accounts, _: FactorStore, options: argparse.Namespace) -> tuple[str, str]:
    name = accounts.existing(options.name).name
    accounts.change_password(name, _new_password())
    return "password_changed", f"{name} has another password; open sign-ins have ended"


def _role(accounts: Accounts, _: FactorStore, options: argparse.Namespace) -> tuple[str, str]:
    from bot.console.shared.accounts import Role

    name = accounts.existing(options.name).name
    accounts.change_role(name, Role(options.role))
    return f"made_{options.role}", f"{name} is {options.role} now"


def _reset_factor(
    accounts: Accounts, factors: FactorStore, options: argparse.Namespace
) -> tuple[str, str]:
    name = accounts.existing(options.name).name
    if not factors.remove(name):
        raise AccountError(f"{name} has no second factor; nothing was changed")
    return "factor_reset", f"{name} signs in with the password alone now"


def _new_password() -> str:
    """From a terminal asked for twice and not shown, else one line of standard input."""
    try:
        if not sys.stdin.isatty():
            return sys.stdin.readline().rstrip("\r\n")
        first = getpass.getpass("New password: ")
        if getpass.getpass("The same again: ") != first:
            raise AccountError("the two passwords are not the same; nothing was changed")
    except EOFError:
        raise AccountError("no password was given; nothing was changed") from None
    except UnicodeError:
        raise AccountError("the password is not UTF-8 text; nothing was changed") from None
    return first


def _check_owner(data: Path) -> None:
    """Files that root makes in a service's folder would shut the service out of them."""
    owner = data.stat().st_uid if data.exists() else os.geteuid()
    if owner != os.geteuid():
        name = _user_name(owner)
        raise AccountError(f"{data} belongs to {name}: run this as {name}, like sudo -u {name} …")


def _user_name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"user {uid}"


def _unusable(data: Path, error: Exception) -> AccountError:
    return AccountError(f"the accounts in {data} cannot be used: {error}")
