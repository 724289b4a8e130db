"""What the 2D-Doc symbols on a supporting document say, beside what the file says."""

from dataclasses import dataclass

from peristyle.enrolment import conf
from peristyle.enrolment.adapters.two_d_doc import is_genuine
from peristyle.enrolment.models import EnrolmentFile, GivenFile
from peristyle.enrolment.rules.two_d_doc import NotReadable, TwoDDoc, read
from peristyle.people.public import same_name


@dataclass(frozen=True)
class ReadSymbol:
    """A symbol, whether its signature holds, and whether it speaks of the file's person."""

    content: TwoDDoc
    genuine: bool
    same_person: bool
    same_number: bool


def symbols_on(given_files: list[GivenFile], file: EnrolmentFile) -> list[ReadSymbol]:
    """The symbols read on these files; none when no certificate is trusted. No query; needs the admission."""
    settings = conf.two_d_doc()
    if settings is None:
        return []
    found = []
    for given in given_files:
        try:
            content = read(given.two_d_doc)
        except NotReadable:
            continue
        found.append(
            ReadSymbol(
                content,
                genuine=is_genuine(content, settings.certificates),
                same_person=_same_person(content, file),
                same_number=not content.cvec_number or content.cvec_number == file.cvec_number,
            )
        )
    return found


def _same_person(content: TwoDDoc, file: EnrolmentFile) -> bool:
    """The same INE, or the same name and birth date as far as the symbol tells them."""
    if content.national_id and file.national_id:
        return content.national_id == file.national_id
    admission = file.admission
    return same_name(content.birth_name, admission.birth_name) and content.birth_date in {None, admission.birth_date}
