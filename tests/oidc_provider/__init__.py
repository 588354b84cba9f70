"""A provider of OpenID Connect on loopback, as strict as the standard asks."""

from tests.oidc_provider.provider import CLIENT, CLIENT_SECRET, OidcProvider

__all__ = ["CLIENT", "CLIENT_SECRET", "OidcProvider"]
