"""Changing one's personal address or mobile number: what is bounded, and how long things last."""

from datetime import timedelta

#: A wrong code more, and the code is dead; another can be asked for.
CODE_TRIES = 5
#: Nobody's mailbox or telephone is flooded, whoever asks: what is asked beyond this within an hour is refused (A12).
ASKED_PER_HOUR = 5
MAIL_LIVES = timedelta(hours=1)
#: ASVS 6.5.5: a code sent out of band lives ten minutes at most.
TEXT_LIVES = timedelta(minutes=10)
