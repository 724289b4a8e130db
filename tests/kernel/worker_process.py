"""A worker of the embedded edition, started by test_worker.py: `python -m tests.kernel.worker_process [first]`.

It speaks on its standard output and its long task waits for a line on its standard input, so that nobody sleeps.
"""

import sys

import django
from django.core.management import call_command

if __name__ == "__main__":
    django.setup()
    from peristyle.kernel import worker
    from tests.kernel.long_errand import pack, wait_for_a_word

    if "first" in sys.argv:
        call_command("migrate", verbosity=0)
        wait_for_a_word.enqueue()
        pack.enqueue()
    worker.run(alone=True)
    print("stopped", flush=True)  # noqa: T201
