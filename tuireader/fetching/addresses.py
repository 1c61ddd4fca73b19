"""Names → the addresses we may connect to.

A name is looked up once per request, its addresses are checked, and the connection is made to a
checked one: a name that answers differently the second time (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Sequence

from tuireader.errors import ErrorKind, FetchError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str], Awaitable[Sequence[str]]]
"""A host name → its addresses, as text; raises OSError where there are none."""

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052, section 2.1


async def resolve_by_system(host: str) -> Sequence[str]:
    """Look a name up the way every program on this machine does."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class AddressBook:
    """Looks names up, refuses private addresses, and remembers which were checked."""

    def __init__(self, resolve: Resolve, timeout: float) -> None:
        self._resolve = resolve
        self._timeout = timeout
        self._checked: dict[str, tuple[Address, ...]] = {}

    async def check(self, host: str, *, private: bool) -> tuple[Address, ...]:
        """Look a host up and keep the addresses that may be connected to.

        Args:
            host: a name in its ASCII form, or an address.
            private: whether private and loopback addresses are allowed.

        Raises:
            FetchError: no address (`dns`), no answer in time (`timeout`), or only addresses
                that are refused (`private-address`).
        """
        found = await self._look_up(host)
        allowed = tuple(address for address in found if private or is_public(address))
        if not allowed:
            raise _refused(host, str(found[0]))
        self._checked[host] = allowed
        return allowed

    def check_literal(self, host: str, *, private: bool) -> None:
        """Refuse a host whose very name is private: all there is to check behind a proxy.

        Raises:
            FetchError: it is one (`private-address`).
        """
        literal = _literal(host)
        public = is_public(literal) if literal else host.rstrip(".").lower() != "localhost"
        if not (private or public):
            raise _refused(host, host)

    def checked(self, host: str) -> tuple[Address, ...]:
        """Return the addresses of the last check of a host, none where there was none."""
        return self._checked.get(host, ())

    async def _look_up(self, host: str) -> tuple[Address, ...]:
        literal = _literal(host)
        if literal:
            return (literal,)
        try:
            async with asyncio.timeout(self._timeout):
                names = await self._resolve(host)
        except TimeoutError as error:
            raise FetchError(
                ErrorKind.TIMEOUT, f"Nobody said in time where {host} is.", "Is the network up?"
            ) from error
        except (OSError, UnicodeError) as error:
            raise _unknown(host) from error
        addresses = tuple(address for name in names if (address := _literal(name)))
        if not addresses:
            raise _unknown(host)
        return addresses


def is_public(address: Address) -> bool:
    """Say whether an address belongs to the public internet, its embedded IPv4 part too."""
    inner = _embedded(address)
    return (
        address.is_global
        and not address.is_multicast
        and not (isinstance(address, ipaddress.IPv6Address) and address.is_site_local)
        and (inner is None or is_public(inner))
    )


def _embedded(address: Address) -> ipaddress.IPv4Address | None:
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo[1] if address.teredo else None
    return address.ipv4_mapped or address.sixtofour or teredo


def _literal(text: str) -> Address | None:
    try:
        return ipaddress.ip_address(text.strip("[]").partition("%")[0])
    except ValueError:
        return None


def _unknown(host: str) -> FetchError:
    return FetchError(
        ErrorKind.DNS, f"There is no host {host}.", "Check the spelling, and the network."
    )


def _refused(host: str, address: str) -> FetchError:
    return FetchError(
        ErrorKind.PRIVATE_ADDRESS,
        f"{host} leads to a private address ({address}), which a page may not ask for.",
        "Add the address yourself if you mean it.",
    )
