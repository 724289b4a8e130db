"""Where a request comes from, believing only the proxies the configuration names."""

import ipaddress
from contextvars import ContextVar

from django.conf import settings
from django.http import HttpRequest

#: The address of the present request, for the journal and for throttling; empty in tasks and commands.
present: ContextVar[str] = ContextVar("origin", default="")
#: What the present request's browser calls itself (its User-Agent).
browser: ContextVar[str] = ContextVar("browser", default="")


def address(request: HttpRequest) -> str:
    """The client's address: the one seen by the outermost trusted proxy, never one a client may invent.

    `PERISTYLE_TRUSTED_PROXIES` is how many proxies of ours stand before the house; each appends what it saw
    to X-Forwarded-For, so the n-th from the right is true and what stands left of it is hearsay.
    """
    hops: int = settings.PERISTYLE_TRUSTED_PROXIES
    seen = str(request.META.get("REMOTE_ADDR", ""))
    if hops:
        forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
        if len(forwarded) >= hops:
            seen = forwarded[-hops]
    try:
        ip = ipaddress.ip_address(seen)
    except ValueError:
        return "0.0.0.0"  # noqa: S104 — not bound to, only the name of "unknown"
    # A socket open to both families shows IPv4 as ::ffff:192.0.2.1, and all of IPv4 would share one /64.
    return str(getattr(ip, "ipv4_mapped", None) or ip)


def prefix(address: str) -> str:
    """What one household or lab shares: the address in IPv4, the /64 in IPv6."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((ip, 64), strict=False))
    return str(ip)
