"""Having a file examined in a process apart."""

import json
import logging
import os
import subprocess
import sys
from pathlib import Path

from peristyle.enrolment.examination.copies import Copy
from peristyle.enrolment.rules.uploads import NotTaken, Refusal

PATIENCE = 60
logger = logging.getLogger(__name__)


class NoExaminer(Exception):
    """The process apart does not even start: the house is ill, and the file is not to blame."""


def examine(source: Path, target: Path, *, read_symbol: bool = False) -> Copy:
    """Examine the file at `source`, write our copy of it at `target`, read its 2D-Doc. Raises NotTaken, NoExaminer."""
    command = [sys.executable, "-P", "-m", "peristyle.enrolment.examination", str(source), str(target)]
    command += ["--two-d-doc"] if read_symbol else []
    # Nothing of the house's settings and secrets goes along.
    surroundings = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PATH": os.defpath, "LANG": "C.UTF-8"}
    try:
        done = subprocess.run(  # noqa: S603 — our own program, and paths of our own drawing
            command, env=surroundings, capture_output=True, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise NotTaken(Refusal.TOO_COMPLEX) from error
    if done.returncode < 0:  # a signal: too much time, or a decoder that broke
        raise NotTaken(Refusal.TOO_COMPLEX)
    if done.returncode > 0:
        raise NoExaminer(done.stderr.decode(errors="replace"))
    if done.stderr:
        logger.info("a given file broke a decoder", extra={"told": done.stderr.decode(errors="replace")[-2000:]})
    answer = json.loads(done.stdout)
    if "refusal" in answer:
        raise NotTaken(Refusal(answer["refusal"]))
    return Copy(**answer)
