"""The storm of 8:55: a university of 60,000 on PostgreSQL, everybody signs in at once, two workers.

The bars: sign-ins keep at least 0.85 of what the hash alone allows in the same run, and the pages of somebody who is
signed in already stay under three times their usual median while it lasts.
"""

import statistics
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from benchmarks.clients import Browser, SignIn, each_once, post_act, rate
from benchmarks.home import milliseconds, signed_in
from benchmarks.inhabitants import inhabitants
from benchmarks.servers import HOUSE, server, university
from tests.harness.postgresql import cluster

RATIO_BAR = 0.85
SLOWER_BAR = 3
STUDENTS = 60_000
CROWD = 480
#: As many as one worker lets wait (PERISTYLE_HASH_QUEUE, and the one whose hash is made): nobody is asked to come back.
AT_ONCE = 16
ROUNDS = 5
SECONDS = 8
THINKING_SECONDS = 0.2


def visits(port: int, cookies: dict[str, str], seconds: float) -> list[float]:
    """The milliseconds of each page of somebody who reads for so many seconds; runs in a process of its own."""
    browser = Browser(port)
    browser.cookies = cookies
    end = time.perf_counter() + seconds
    taken = []
    while time.perf_counter() < end:
        taken.append(milliseconds(browser))
        time.sleep(THINKING_SECONDS)
    return taken


def main() -> int:
    """Print rates and medians of each round; status 1 when a bar is missed."""
    ratios, slower = [], []
    with tempfile.TemporaryDirectory() as directory, cluster() as postgresql, ProcessPoolExecutor(1) as apart:
        environment = university(STUDENTS, Path(directory), postgresql)
        people = inhabitants(environment, CROWD + 1)
        reader, *crowd = people.logins
        with (
            server(HOUSE, **environment) as house,
            server("benchmarks.hash_only:application", **environment) as ceiling,
        ):
            cookies = signed_in(house, reader, people.password).cookies
            storm = [SignIn(house, crowd[start::AT_ONCE], people.password) for start in range(AT_ONCE)]
            hashing = [post_act(ceiling) for _ in range(AT_ONCE)]
            each_once(storm)
            for _ in range(ROUNDS):
                hashes = rate(hashing, SECONDS)
                calm = statistics.median(apart.submit(visits, house, cookies, SECONDS).result())
                reading = apart.submit(visits, house, cookies, SECONDS)
                sign_ins = rate([*storm], SECONDS)
                stormy = statistics.median(reading.result())
                ratios.append(sign_ins / hashes)
                slower.append(stormy / calm)
                print(
                    f"{sign_ins:.0f} sign-ins/s of {hashes:.0f} hashes/s; a page: {calm:.1f} ms, then {stormy:.1f} ms"
                )
    ratio, times = statistics.median(ratios), statistics.median(slower)
    met = ratio >= RATIO_BAR and times < SLOWER_BAR
    print(f"ratio {ratio:.2f} (bar {RATIO_BAR}), pages {times:.1f} times slower (bar {SLOWER_BAR})")
    print("met" if met else "missed")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
