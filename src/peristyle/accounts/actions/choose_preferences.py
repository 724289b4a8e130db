"""Choose how the house speaks to one."""

from collections.abc import Collection

from peristyle.accounts.models import Account, DeclinedNotice
from peristyle.accounts.notice_topics import notice_topics
from peristyle.people.public import set_language


def choose_preferences(account: Account, *, language: str, theme: str, contrast: str, topics: Collection[str]) -> None:
    """Keep the language, the look of pages, and the optional mails that are wanted (`topics`)."""
    set_language(account.person, language)
    account.theme, account.contrast = theme, contrast
    account.save(update_fields=["theme", "contrast"])
    optional = {topic.code for topic in notice_topics() if not topic.is_obligatory}
    own = DeclinedNotice.objects.filter(account=account)
    own.filter(topic__in=topics).delete()
    DeclinedNotice.objects.bulk_create(
        [DeclinedNotice(account=account, topic=code) for code in sorted(optional - set(topics))], ignore_conflicts=True
    )
