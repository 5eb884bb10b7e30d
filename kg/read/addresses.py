"""Connections that wait no longer than they should, and go to addresses that are open to everybody.

A name is resolved once, its addresses are checked, and the connection goes to one that was checked:
so neither a redirection nor a name server can lead a request into the reader's own network.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from http.client import HTTPException
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any

from urllib3 import HTTPConnectionPool, HTTPResponse, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import NameResolutionError, NewConnectionError
from urllib3.util.connection import create_connection

from kg.errors import InputError

PATIENCE = 30.0  # seconds, where none are told
_NAT64 = IPv6Network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet, also behind IPv6 forms of IPv4 addresses."""
    ip = ip_address(address.partition("%")[0])
    return all(part.is_global and not part.is_multicast for part in (ip, *_within(ip)))


def _within(ip: IPv4Address | IPv6Address) -> tuple[IPv4Address, ...]:
    if isinstance(ip, IPv4Address):
        return ()
    teredo = ip.teredo or ()
    nat = (IPv4Address(int(ip) & 0xFFFFFFFF),) if ip in _NAT64 else ()
    return (*(a for a in (ip.ipv4_mapped, ip.sixtofour) if a), *teredo, *nat)


def public_addresses(host: str, port: int) -> list[str]:
    """The addresses of a host. Raises InputError when one of them is not public, OSError when the name
    cannot be resolved."""
    found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(info[4][0]) for info in found))
    for address in addresses:
        if not is_public(address):
            raise InputError(f"{host} is an address of a private network ({address}): "
                             "pages are fetched from there with --private only")  # fmt: skip
    return addresses


class _Patient(HTTPConnection):
    """Waits for the head of an answer as long as for one read of it, however slowly it drips in."""

    def getresponse(self) -> HTTPResponse:  # type: ignore[override]
        late = threading.Event()
        timer = threading.Timer(self.timeout or PATIENCE, _give_up, (self.sock, late))
        timer.daemon = True
        timer.start()
        try:
            answer = super().getresponse()
        except (OSError, HTTPException):
            if not late.is_set():
                raise
        finally:
            timer.cancel()
        if late.is_set():
            raise TimeoutError("the head of the answer is late")
        return answer


def _give_up(sock: socket.socket | None, late: threading.Event) -> None:
    late.set()
    with contextlib.suppress(OSError):
        if sock is not None:
            socket.socket.shutdown(sock, socket.SHUT_RDWR)  # below TLS, whose state belongs to the reader


class _Checked(_Patient):
    def _new_conn(self) -> socket.socket:
        try:
            addresses = public_addresses(self.host, self.port)
        except socket.gaierror as error:
            raise NameResolutionError(self.host, self, error) from error
        for number, address in enumerate(addresses, 1):
            try:
                return create_connection((address, self.port), self.timeout,
                                         source_address=self.source_address,
                                         socket_options=self.socket_options)  # fmt: skip
            except OSError as error:
                if number == len(addresses):
                    raise NewConnectionError(self, f"no connection: {error}") from error
        raise NewConnectionError(self, "no connection: the name has no address")


class _CheckedTLS(_Checked, HTTPSConnection):
    pass


class _PatientTLS(_Patient, HTTPSConnection):
    pass


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Patient


class _PoolTLS(HTTPSConnectionPool):
    ConnectionCls = _PatientTLS


class _CheckedPool(HTTPConnectionPool):
    ConnectionCls = _Checked


class _CheckedPoolTLS(HTTPSConnectionPool):
    ConnectionCls = _CheckedTLS


def connections(*, private: bool, **options: Any) -> PoolManager:
    """A manager of connections, to public addresses only unless `private`; options are urllib3's."""
    manager = PoolManager(**options)
    checked = {"http": _CheckedPool, "https": _CheckedPoolTLS}
    manager.pool_classes_by_scheme = {"http": _Pool, "https": _PoolTLS} if private else checked
    return manager
