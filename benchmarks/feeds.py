"""Calendar programs that poll on PostgreSQL: 50,000 feeds, of which 95 % did not change; and one feed of 300 events.

The bars: requests a second are at least 0.6 of those of the barest page of the same server, `/sante/vivant`, which asks
no database; the floor of a server with nothing to say is told beside it. Within the process, and at the median, a
feed of 300 events is answered in 3 ms when it did not change and in 20 ms when it is sent whole, as it was
stored. What it costs to write a calendar anew, which the first poll after a change pays, is told beside them: as the
rate of a last round, in which one poll in twenty does so, and for the feed of 300 events.
`python -m benchmarks.feeds [FEEDS]`.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path

from benchmarks.servers import HOUSE, asked, server, university
from tests.harness.postgresql import cluster

FEEDS = 50_000
CLIENTS = 8
#: One in so many polls finds a change.
CHANGED_EVERY = 20
ROUNDS = 4
BAR = 0.6
BAR_UNCHANGED, BAR_WHOLE = 3, 20
#: Who has an account that opens something is less than everybody enrolled.
STUDENTS_FOR_A_FEED = 1.5
Poll = tuple[str, dict[str, str], int]

_SUBSCRIBE = """
from benchmarks.subscribers import write_subscribers
answer = write_subscribers({feeds})
"""
_CHANGE = """
from benchmarks.subscribers import change_timetables
answer = change_timetables({secrets})
"""
_ONE_FEED = """
import time
from django.test import Client
from benchmarks.subscribers import FULL, change_timetables, fill
browser, address = Client(), "/emploi-du-temps/ical/{secret}.ics"

def milliseconds(expected, **headers):
    start = time.perf_counter()
    response = browser.get(address, headers=headers)
    taken = (time.perf_counter() - start) * 1000
    if response.status_code != expected:
        raise RuntimeError(f"The feed answered {{response.status_code}}.")
    return taken, response

def anew(_):
    change_timetables(["{secret}"])
    return milliseconds(200)[0]

fill("{secret}")
response = milliseconds(200)[1]
if response.content.count(b"BEGIN:VEVENT") < FULL:
    raise RuntimeError("The university is too small: its feed has not enough events.")
tag = response["ETag"]
answer = {{
    "unchanged": [milliseconds(304, **{{"If-None-Match": tag}})[0] for _ in range(220)][20:],
    "whole": [milliseconds(200)[0] for _ in range(220)][20:],
    "written anew": [anew(number) for number in range(30)],
}}
"""


def rate_of(port: int, polls: Sequence[Poll]) -> float:
    """How many requests a second the programs get answered together; each feed is asked for once."""

    def poll(own: Sequence[Poll]) -> None:
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        for path, headers, expected in own:
            connection.request("GET", path, headers=headers)
            response = connection.getresponse()
            response.read()
            if response.status != expected:
                raise RuntimeError(f"{path} answered {response.status}.")
        connection.close()

    with ThreadPoolExecutor(CLIENTS) as pool:
        start = time.perf_counter()
        list(pool.map(poll, [polls[number::CLIENTS] for number in range(CLIENTS)]))
        return len(polls) / (time.perf_counter() - start)


def polls_of(feeds: Sequence[tuple[str, str]]) -> list[Poll]:
    """What each program asks, and the answer that it must get; one in twenty has an older calendar than the house."""
    return [
        (
            f"/emploi-du-temps/ical/{secret}.ics",
            {"If-None-Match": f'W/"{tag if number % CHANGED_EVERY else "another"}"', "Accept-Encoding": "gzip"},
            304 if number % CHANGED_EVERY else 200,
        )
        for number, (secret, tag) in enumerate(feeds)
    ]


def main() -> int:
    """Print the rates and the medians; status 1 if one misses its bar."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else FEEDS
    with tempfile.TemporaryDirectory() as directory, cluster() as postgresql:
        environment = university(int(count * STUDENTS_FOR_A_FEED), Path(directory), postgresql)
        feeds = asked(environment, _SUBSCRIBE.format(feeds=count))
        polls, part = polls_of(feeds), count // ROUNDS
        nothing: Poll = ("/", {}, 200)
        alive: Poll = ("/sante/vivant", {}, 200)
        with server(HOUSE, **environment) as house, server("benchmarks.bare_page:application", **environment) as bare:
            rate_of(bare, [nothing] * CLIENTS * 20)
            rate_of(house, [alive] * CLIENTS * 20)
            # What each connection prepares once is no part of the rate.
            rate_of(house, polls[-CLIENTS * 20 :])
            rates = [
                (rate_of(house, polls[start : start + part]), rate_of(house, [alive] * part))
                for start in range(0, count - part + 1, part)
            ]
            floor = rate_of(bare, [nothing] * part)
            asked(environment, _CHANGE.format(secrets=[secret for secret, _ in feeds[:part:CHANGED_EVERY]]))
            writing = rate_of(house, polls[:part])
        taken: dict[str, list[float]] = asked(environment, _ONE_FEED.format(secret=feeds[1][0]))
    ratio = statistics.median(feed / page for feed, page in rates)
    for feed, page in rates:
        print(f"{count} feeds: {feed:.0f} requests/s, the barest page {page:.0f}: {feed / page:.2f}")
    print(f"a server with nothing to say: {floor:.0f} requests/s")
    print(f"{count} feeds, of which one in {CHANGED_EVERY} is written anew: {writing:.0f} requests/s")
    medians = {kind: statistics.median(times) for kind, times in taken.items()}
    for kind, milliseconds in medians.items():
        print(f"a feed of 300 events, {kind}: {milliseconds:.2f} ms")
    met = ratio >= BAR and medians["unchanged"] <= BAR_UNCHANGED and medians["whole"] <= BAR_WHOLE
    print(f"bars {BAR}, {BAR_UNCHANGED} ms, {BAR_WHOLE} ms: {'met' if met else 'missed'}, ratio {ratio:.2f}")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
