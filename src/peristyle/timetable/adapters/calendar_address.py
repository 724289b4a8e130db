"""A calendar that another tool publishes at an address: Celcat, HyperPlanning, and whatever writes ICS."""

from collections.abc import Iterator, Mapping
from datetime import date

import requests

from peristyle.kernel.importing.files import decode
from peristyle.timetable import conf
from peristyle.timetable.adapters.answers import body_of
from peristyle.timetable.adapters.ics_files import is_calendar, lines_of_calendar
from peristyle.timetable.models.imports import Origin
from peristyle.timetable.ports import ToolUnreadable

MOST_BYTES = 50 * 1024 * 1024


class CalendarAddress:
    """The calendar of the settings."""

    origin = Origin.CALENDAR

    def __init__(self, settings: conf.CalendarSettings) -> None:
        self._settings = settings

    def lines(self, first: date, last: date) -> Iterator[Mapping[str, str]]:
        """Its events between two days. Raises ToolUnreadable."""
        text = self._fetched()
        if not is_calendar(text):
            raise ToolUnreadable("unknown_answer")
        return lines_of_calendar(text, first, last)

    def _fetched(self) -> str:
        try:
            address = conf.secret_in(self._settings.address_file)
            timeout = self._settings.timeout_seconds
            with requests.get(address, timeout=timeout, stream=True, allow_redirects=False) as answer:
                content = body_of(answer, most_bytes=MOST_BYTES)
        except (OSError, UnicodeDecodeError, requests.RequestException) as error:
            raise ToolUnreadable("unreachable") from error
        return decode(content)
