"""Who answers for a guest."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from peristyle.people.models.affiliations import Affiliation


class Sponsorship(models.Model):
    """Somebody of the university invited a guest, for a reason; `warned_of` is the last day they were warned of."""

    affiliation = models.OneToOneField(Affiliation, models.CASCADE, related_name="sponsorship")
    sponsor = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="sponsorships")
    reason = models.CharField(max_length=300)
    since = models.DateTimeField()
    warned_of = models.DateField(null=True)

    class Meta:
        verbose_name_plural = _("Invités parrainés")

    def __str__(self) -> str:
        return f"{self.affiliation} ← {self.sponsor}"

    def is_over(self, day: date) -> bool:
        """Whether the stay lies behind on `day`."""
        return self.affiliation.ends_on is not None and self.affiliation.ends_on < day
