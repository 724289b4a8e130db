"""What a User-Agent says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peristyle.accounts.rules.browsers import Browser, browser_of

MOZILLA = "Mozilla/5.0"
KNOWN = {
    f"{MOZILLA} (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0": ("Firefox", "Windows"),
    f"{MOZILLA} (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0": ("Firefox", "Linux"),
    f"{MOZILLA} (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 "
    "Mobile/15E148 Safari/604.1": ("Safari", "iPhone"),
    f"{MOZILLA} (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/145.0 "
    "Mobile/15E148 Safari/605.1.15": ("Firefox", "iPhone"),
    f"{MOZILLA} (iPad; CPU OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/142.0 Mobile/15E148 "
    "Safari/604.1": ("Chrome", "iPad"),
    f"{MOZILLA} (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36": (
        "Chrome",
        "Android",
    ),
    f"{MOZILLA} (Linux; Android 14; SM-S911B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 "
    "Chrome/130.0.0.0 Mobile Safari/537.36": ("Samsung Internet", "Android"),
    f"{MOZILLA} (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 "
    "Safari/605.1.15": ("Safari", "macOS"),
    f"{MOZILLA} (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 "
    "Edg/142.0.0.0": ("Edge", "Windows"),
    f"{MOZILLA} (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 "
    "OPR/125.0.0.0": ("Opera", "Windows"),
    f"{MOZILLA} (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36": (
        "Chrome",
        "ChromeOS",
    ),
    "curl/8.16.0": ("", ""),
    "": ("", ""),
}


@pytest.mark.parametrize(("user_agent", "told"), KNOWN.items(), ids=lambda told: "-".join(told)[:40])
def test_a_browser_and_its_system_are_called_by_their_names(user_agent: str, told: tuple[str, str]) -> None:
    assert browser_of(user_agent) == Browser(*told)


@given(st.text(max_size=300))
def test_whatever_calls_itself_a_browser_is_heard(user_agent: str) -> None:
    assert isinstance(browser_of(user_agent).name, str)
