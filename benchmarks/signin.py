"""Sign-ins a second with the production server, beside the ceiling that the hash alone sets, in the same run.

The bar: the ratio is at least 0.85. Rounds of the two alternate, so that both meet the same machine.
"""

import statistics
import sys
import tempfile
from pathlib import Path

from benchmarks import clients
from benchmarks.inhabitants import active_logins
from benchmarks.servers import server, university
from tests.harness.postgresql import cluster

BAR = 0.85
ROUNDS = 5
SECONDS = 4
AT_ONCE = 6
STUDENTS = 300


def measure(environment: dict[str, str], logins: list[str], password: str) -> tuple[float, float]:
    """Median sign-ins a second, and median hashes a second."""
    sign_ins, hashes = [], []
    with (
        server("peristyle.config.wsgi:application", threads=20, **environment) as house,
        server("benchmarks.hash_only:application", threads=20, **environment) as ceiling,
    ):
        signing = [clients.sign_in_act(house, logins[start::AT_ONCE], password) for start in range(AT_ONCE)]
        hashing = [clients.post_act(ceiling) for _ in range(AT_ONCE)]
        for _ in range(ROUNDS):
            sign_ins.append(clients.rate(signing, SECONDS))
            hashes.append(clients.rate(hashing, SECONDS))
    return statistics.median(sign_ins), statistics.median(hashes)


def main() -> int:
    """Print both rates and their ratio on SQLite and on PostgreSQL; status 1 below the bar."""
    worst = 1.0
    with tempfile.TemporaryDirectory() as directory, cluster() as postgresql:
        for name, url in (("SQLite", ""), ("PostgreSQL", postgresql)):
            environment = university(STUDENTS, Path(directory) / name, url)
            logins, password = active_logins(environment, 60)
            sign_ins, hashes = measure(environment, logins, password)
            ratio = sign_ins / hashes
            worst = min(worst, ratio)
            print(f"{name}: {sign_ins:.0f} sign-ins/s, ceiling {hashes:.0f} hashes/s, ratio {ratio:.2f}")
    print(f"bar {BAR}: {'met' if worst >= BAR else 'missed'}")
    return 0 if worst >= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
