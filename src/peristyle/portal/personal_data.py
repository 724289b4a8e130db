"""What the portal knows of a person: the banners they published."""

from django.utils.translation import gettext_lazy as _

from peristyle.kernel.personal_data import Table
from peristyle.portal.models import Banner

TABLES = (
    Table(
        "banners",
        _("Bandeaux publiés"),
        {"title_fr": _("Titre"), "starts_at": _("Du"), "ends_at": _("Au")},
        lambda person_id: Banner.objects.filter(published_by_id=person_id),
    ),
)


def erase(person_id: int) -> None:
    """Banners stay; who published them is forgotten."""
    Banner.objects.filter(published_by_id=person_id).update(published_by=None)
