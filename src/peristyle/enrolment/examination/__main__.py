"""The process apart: `python -m peristyle.enrolment.examination SOURCE TARGET [--two-d-doc]` prints what it found."""

import json
import resource
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

MEMORY = 1536 * 1024 * 1024
SECONDS = 20
LARGEST_COPY = 64 * 1024 * 1024


def main(source: Path, target: Path, *, read_symbol: bool = False) -> None:
    """Examine one file, write our copy of it, read its symbol if that is wanted."""
    for limit, value in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, LARGEST_COPY),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (value, value))
    json.dump(_examined(source, target, read_symbol=read_symbol), sys.stdout)


def _examined(source: Path, target: Path, *, read_symbol: bool) -> dict[str, Any]:
    # Imported under these limits, as they come with native code.
    from peristyle.enrolment.examination.pdfs import copy_pdf  # noqa: PLC0415
    from peristyle.enrolment.examination.pictures import copy_picture  # noqa: PLC0415
    from peristyle.enrolment.examination.symbols import message_on  # noqa: PLC0415
    from peristyle.enrolment.rules.uploads import HEAD, FileType, NotTaken, Refusal, type_of  # noqa: PLC0415

    with source.open("rb") as file:
        found = type_of(file.read(HEAD))
    if found is None:
        return {"refusal": Refusal.TYPE}
    try:
        copy = copy_pdf(source, target) if found == FileType.PDF else copy_picture(source, target, found)
        if read_symbol:
            copy = replace(copy, two_d_doc=message_on(target, copy))
    except NotTaken as not_taken:
        return {"refusal": not_taken.refusal}
    except MemoryError:
        return {"refusal": Refusal.TOO_COMPLEX}
    except Exception as error:  # noqa: BLE001 — whatever a decoder says of a broken file
        print(f"{type(error).__name__}: {error}", file=sys.stderr)  # noqa: T201 — to who started this process
        return {"refusal": Refusal.DAMAGED}
    return asdict(copy)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), read_symbol="--two-d-doc" in sys.argv[3:])
