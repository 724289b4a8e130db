"""The signed-in home on PostgreSQL with 600 and with 60,000 students in one run, beside a bare page of the same server.

The bar: the ratio of the medians is at most 1.2. The three take turns, request by request.
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.clients import Browser
from benchmarks.inhabitants import inhabitants
from benchmarks.servers import HOUSE, server, university
from tests.harness.postgresql import cluster

BAR = 1.2
TURNS = 400
WARM_UP = 40


def signed_in(port: int, login: str, password: str) -> Browser:
    """A browser that has signed in."""
    browser = Browser(port)
    token = browser.sign_in_form()
    browser.post("/connexion/", login=login, password=password, csrfmiddlewaretoken=token)
    return browser


def milliseconds(browser: Browser) -> float:
    """How long one page takes."""
    start = time.perf_counter()
    response, _ = browser.get("/")
    if response.status != 200:  # noqa: PLR2004
        raise RuntimeError(f"The home answered {response.status}.")
    return (time.perf_counter() - start) * 1000


def main() -> int:
    """Print the medians and their ratio; status 1 above the bar."""
    with tempfile.TemporaryDirectory() as directory, cluster() as small, cluster() as large:
        few = university(600, Path(directory) / "few", small)
        many = university(60_000, Path(directory) / "many", large)
        with (
            server(HOUSE, **few) as small_house,
            server(HOUSE, **many) as large_house,
            server("benchmarks.bare_page:application", **few) as bare,
        ):
            browsers = {}
            for name, port, environment in (("600", small_house, few), ("60,000", large_house, many)):
                people = inhabitants(environment, 1)
                browsers[name] = signed_in(port, people.logins[0], people.password)
            browsers["bare"] = Browser(bare)
            taken: dict[str, list[float]] = {name: [] for name in browsers}
            for _ in range(WARM_UP + TURNS):
                for name, browser in browsers.items():
                    taken[name].append(milliseconds(browser))
    medians = {name: statistics.median(times[WARM_UP:]) for name, times in taken.items()}
    ratio = medians["60,000"] / medians["600"]
    for name, median in medians.items():
        print(f"{name}: {median:.2f} ms")
    print(f"60,000 against 600: {ratio:.2f}; a bare page is {medians['bare'] / medians['60,000']:.0%} of a home")
    print(f"bar {BAR}: {'met' if ratio <= BAR else 'missed'}")
    return 0 if ratio <= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
