"""The account of somebody whom the provider has signed in: made, kept in its role, or refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.console.shared.accounts import Account, Accounts, Role, account_name
from bot.errors import AccountError
from bot.storage.ports.identities import Identity, IdentityStore

if TYPE_CHECKING:
    from bot.console.shared.sign_on import SignOnPerson


def joined(accounts: Accounts, identities: IdentityStore, person: SignOnPerson) -> Account:
    """The account of `person`, whose role the provider has just said. This blocks.

    A person is known by the provider's own word for them, not by a name that they may choose: who
    calls himself like a local account does not get that account. Raises AccountError.
    """
    if person.role is None:
        raise AccountError("the provider gives this person no role here")
    identity, role = Identity(person.issuer, person.subject), Role(person.role)
    name = identities.name_of(identity)
    if name is None:
        name = account_name(person.name)
        if accounts.find(name) is not None or not identities.link(identity, name):
            raise AccountError(f"{name} is the name of another account")
    found = accounts.find(name)
    if found is None:
        return accounts.join(name, role)
    if found.is_local:
        raise AccountError(f"{name} is the name of another account")
    if found.role is not role:
        accounts.change_role(name, role)
    return accounts.existing(name)
