"""Serve an application exactly as `peristyle web` serves the house: `python -m benchmarks.serving module:name PORT`."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "peristyle.config.settings.embedded")
django.setup()

from peristyle.config.environment import Address  # noqa: E402 — what it imports has models
from peristyle.config.serve import serve  # noqa: E402

if __name__ == "__main__":
    target, port = sys.argv[1:]
    serve(Address("127.0.0.1", int(port)), target=target)
