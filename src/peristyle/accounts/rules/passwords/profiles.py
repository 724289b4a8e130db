"""What an institution may ask of a password: profiles, as data, each with its source."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PasswordProfile:
    """One policy: every field is a criterion that a person can read."""

    name: str
    minimum: int
    recommended: int
    maximum: int = 256
    forbidden: str = ""
    needs_digit: bool = False
    needs_letter: bool = False
    bits: int = 0
    refuses_dictionary_words: bool = True
    refuses_leaked: bool = True
    guessability_floor: int = 0

    @property
    def drawing(self) -> str:
        """What a browser or a password manager needs to draw one that passes (the `passwordrules` of WebKit)."""
        # Where bits are counted, three kinds of characters give them at the recommended length.
        wanted = (
            ("lower", self.needs_letter or self.bits > 0),
            ("upper", self.bits > 0),
            ("digit", self.needs_digit or self.bits > 0),
        )
        rules = [f"minlength: {self.recommended};", f"maxlength: {self.maximum};"]
        return " ".join(rules + [f"required: {kind};" for kind, is_wanted in wanted if is_wanted])


# « 8 caractères minimum mais 12 recommandés avec au moins 1 chiffre et 1 lettre. Mélangez des
# lettres minuscules, majuscules, chiffres et caractères spéciaux (sauf <, >, ", ', $). Ne choisissez
# pas un mot du dictionnaire. » (reference page). 36^8 is 41 bits, below the CNIL's 50, hence the
# floor; 2 is the highest floor under which 8 characters drawn at random still pass, as the page says.
UM_SEED = PasswordProfile(
    name="um-seed",
    minimum=8,
    recommended=12,
    forbidden="<>\"'$",
    needs_digit=True,
    needs_letter=True,
    guessability_floor=2,
)

# CNIL, délibération 2022-100: 50 bits where attempts are limited (delay, captcha or lock).
CNIL_50_THROTTLED = PasswordProfile(
    name="cnil-50-throttled",
    minimum=8,
    recommended=12,
    bits=50,
    guessability_floor=2,
)

# CNIL, délibération 2022-100: 80 bits for a password alone: 12 characters of four kinds,
# or 14 of three kinds, or 7 words.
CNIL_80 = PasswordProfile(
    name="cnil-80",
    minimum=12,
    recommended=14,
    bits=80,
    guessability_floor=3,
)

# NIST SP 800-63B-4 §3.1.1.2 (15 characters for a password alone, no composition rule, blocklist)
# and OWASP ASVS 5.0 §6.2 (6.2.1, 6.2.4, 6.2.5, 6.2.9, 6.2.12).
NIST_ASVS = PasswordProfile(
    name="nist-asvs",
    minimum=15,
    recommended=20,
    guessability_floor=3,
)

PROFILES = {profile.name: profile for profile in (UM_SEED, CNIL_50_THROTTLED, CNIL_80, NIST_ASVS)}
