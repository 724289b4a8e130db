"""Tell IT that the synchronisation has stopped."""

from peristyle.accounts.public import account_of_person
from peristyle.enrolment.queries.feeds import is_silent, last_success
from peristyle.kernel import clock
from peristyle.kernel.permissions import Role
from peristyle.kernel.tasks import task
from peristyle.people.public import Person, holds_one_of, write_to


@task(retries=0)
def shout() -> None:
    """A letter a day to each of IT, at their university address, for as long as no reading ends well."""
    if not is_silent():
        return
    last = last_success()
    since = f"{last.finished_at:%d/%m/%Y}" if last and last.finished_at else ""
    of_it = holds_one_of([Role.IT_STAFF], "pk", now=clock.now(), today=clock.today())
    for person in Person.objects.filter(of_it, merged_into=None, erased_at=None):
        account = account_of_person(person.pk)
        write_to(person, "enrolment/letters/silence", to=[account.login] if account else None, since=since)
