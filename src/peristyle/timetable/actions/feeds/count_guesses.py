"""Count the addresses that open nothing, to slow down whoever tries them out.

The 160 bits of a secret protect it; this spares the server. So the count is each process's own, and a right address
is never refused: a whole campus may share one network.
"""

from collections import Counter

from peristyle.kernel import clock, origins

#: A phone whose feed was revoked asks a few times an hour.
MOST_PER_MINUTE = 60
_wrong: Counter[str] = Counter()
_minute = ""


def too_many_guesses() -> bool:
    """Count one more wrong address; whether this network tried more of them in this minute than programs do."""
    global _minute  # noqa: PLW0603 — the counts are those of one minute
    minute = f"{clock.now():%H:%M}"
    if minute != _minute:
        _wrong.clear()
        _minute = minute
    address = origins.present.get()
    network = origins.prefix(address) if address else ""
    _wrong[network] += 1
    return _wrong[network] > MOST_PER_MINUTE
