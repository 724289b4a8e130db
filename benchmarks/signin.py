"""Sign-ins a second with the product's server, beside the ceiling that the hash alone sets, in the same run.

The bar: with a password, the ratio is at least 0.85. Rounds alternate, so that all meet the same machine. With a second
factor and with a passkey the rates are told: the one makes three requests, the other two and no hash.
"""

import statistics
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.clients import Act, SignIn, SignInWithApp, SignInWithPasskey, each_once, post_act, rate
from benchmarks.inhabitants import inhabitants, with_apps, with_passkeys
from benchmarks.servers import HOUSE, URL, server, university
from tests.harness.postgresql import cluster

BAR = 0.85
ROUNDS = 5
SECONDS = 4
AT_ONCE = 12
#: Each kind of sign-in has its own people: enough that the code of an app is asked once in thirty seconds.
PEOPLE = 1200
#: Who signs in with a password does so from a browser known to their account, as on any morning.
KNOWN = 60
STUDENTS = 6000


def measure(environment: dict[str, str]) -> dict[str, float]:
    """Median rates a second: of hashes alone, and of sign-ins by kind."""
    people = inhabitants(environment, 3 * PEOPLE)
    plain, careful, keen = (people.logins[start::3] for start in range(3))
    secrets = with_apps(environment, careful)
    held = with_passkeys(environment, keen, origin=URL, host=urlsplit(URL).netloc)
    with (
        server(HOUSE, **environment) as house,
        server("benchmarks.hash_only:application", **environment) as ceiling,
    ):
        shares = [slice(start, None, AT_ONCE) for start in range(AT_ONCE)]
        plain_acts = [SignIn(house, plain[:KNOWN][share], people.password) for share in shares]
        kinds: dict[str, list[Act]] = {
            "hash": [post_act(ceiling) for _ in shares],
            "password": [*plain_acts],
            "second factor": [
                SignInWithApp(house, {login: secrets[login] for login in careful[share]}, people.password)
                for share in shares
            ],
            "passkey": [SignInWithPasskey(house, dict(zip(keen[share], held[share], strict=True))) for share in shares],
        }
        each_once(plain_acts)
        rounds = [{kind: rate(acts, SECONDS) for kind, acts in kinds.items()} for _ in range(ROUNDS)]
    return {kind: statistics.median(each[kind] for each in rounds) for kind in kinds}


def main() -> int:
    """Print the rates and their ratios on SQLite and on PostgreSQL; status 1 below the bar."""
    ratios = []
    with tempfile.TemporaryDirectory() as directory, cluster() as postgresql:
        for name, url in (("SQLite", ""), ("PostgreSQL", postgresql)):
            rates = measure(university(STUDENTS, Path(directory) / name, url))
            ceiling = rates.pop("hash")
            ratios.append(rates["password"] / ceiling)
            print(f"{name}: ceiling {ceiling:.0f} hashes/s")
            for kind, reached in rates.items():
                print(f"  {kind}: {reached:.0f} sign-ins/s, ratio {reached / ceiling:.2f}")
    print(f"bar {BAR}: {'met' if min(ratios) >= BAR else 'missed'}")
    return 0 if min(ratios) >= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
