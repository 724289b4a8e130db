"""What rooms are looked for by."""

from django import forms
from django.utils.translation import gettext_lazy as _

from peristyle.timetable.models import ROOM_KINDS


class RoomFilters(forms.Form):
    """Words, a kind, a number of places; all may be left empty."""

    words = forms.CharField(label=_("Nom, bâtiment ou site"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Type"), required=False, choices=[("", _("Tous")), *ROOM_KINDS.items()])
    places = forms.IntegerField(label=_("Places, au moins"), required=False, min_value=0, max_value=5000)
