"""The colours of units in timetables: told apart by day and night, by colour-blind eyes too, never without a name."""

from django.utils.translation import gettext_lazy as _

from peristyle.kernel.choices import LabelledEnum


class Tone(LabelledEnum):
    """A colour; what it looks like by day and by night stands in `ui/css/components/timetable.css`."""

    BLUE = "blue", _("Bleu")
    OCHRE = "ochre", _("Ocre")
    GREEN = "green", _("Vert")
    PURPLE = "purple", _("Violet")
    RED = "red", _("Rouge")
    TEAL = "teal", _("Turquoise")
    YELLOW = "yellow", _("Jaune")
    GREY = "grey", _("Gris")


_TONES = tuple(Tone)


def usual_tone(unit_id: int | None) -> Tone:
    """The tone of a unit nobody chose one for: neighbours in an étape differ, and it never changes by itself."""
    return Tone.GREY if unit_id is None else _TONES[unit_id % (len(_TONES) - 1)]
