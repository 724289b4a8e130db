"""The day enrolments open: people enrol, all at once, with two web workers and one background worker on PostgreSQL.

Told: journeys a second, the 95th percentile of each step, and what the same server does with a bare page. Any page that
does not answer as it should ends it all. `python -m benchmarks.enrolment_day [JOURNEYS]`.
"""

import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.clients import Act, Browser, rate
from benchmarks.newcomers import STEPS, Journey, Mailboxes, newcomers
from benchmarks.percentiles import percentile
from benchmarks.servers import HOUSE, server, university, worker
from tests.harness.postgresql import cluster

JOURNEYS = 400
#: Most of them wait for a mail or for the bank at any instant, as most people do.
AT_ONCE = 32
SECONDS = 5


def bare(port: int) -> Act:
    """An act: the page that has nothing to say."""
    browser = Browser(port)
    return lambda: _open(browser)


def main() -> int:
    """Print the rates; status 1 as soon as a page fails."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else JOURNEYS
    with tempfile.TemporaryDirectory() as directory, cluster() as postgresql:
        environment = university(10 * count, Path(directory), postgresql)
        people = newcomers(environment, count)
        with (
            Mailboxes.of(postgresql) as mailboxes,
            server(HOUSE, **environment) as house,
            server("benchmarks.bare_page:application", **environment) as ceiling,
            worker(environment),
        ):
            pages = rate([bare(ceiling) for _ in range(AT_ONCE)], SECONDS)
            journeys = [Journey(house, each, mailboxes) for each in people]
            start = time.perf_counter()
            with ThreadPoolExecutor(AT_ONCE) as pool:
                walks = [pool.submit(journey.walk) for journey in journeys]
            seconds = time.perf_counter() - start
    failures = [str(error) for walk in walks if (error := walk.exception())]
    for failure in failures:
        print(failure)
    taken = [request for journey in journeys for request in journey.taken]
    print(f"{count / seconds:.2f} journeys/s, {AT_ONCE} at once: {len(taken) / seconds:.0f} requests/s")
    print(f"a bare page: {pages:.0f} requests/s")
    for step in STEPS.values():
        parts = {
            what: [milliseconds for name, asked, milliseconds in taken if (name, asked) == (step, what)]
            for what in ("page", "answer")
        }
        told = ", ".join(f"{what} {percentile(values):.0f} ms" for what, values in parts.items() if values)
        print(f"  {step}: {told}")
    print("errors: " + (f"{len(failures)} of {count}" if failures else "none"))
    return 1 if failures else 0


def _open(browser: Browser) -> None:
    response, _ = browser.get("/")
    if response.status != 200:  # noqa: PLR2004 — OK
        raise RuntimeError(f"The bare page answered {response.status}.")


if __name__ == "__main__":
    sys.exit(main())
