"""« Mes données » in /compte/."""

from django.utils.translation import gettext_lazy as _

from peristyle.accounts.account_sections import AccountSection

DATA_SECTION = AccountSection(
    code="mes-donnees",
    title=_("Mes données"),
    description=_("Télécharger tout ce que l’espace numérique de travail sait de vous."),
    icon="download",
    order=90,
    url_name="accounts:my_data",
)
