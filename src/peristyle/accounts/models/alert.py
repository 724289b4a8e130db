"""Alerts: what somebody is told of their own account, so that they can say « Ce n’était pas moi »."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from peristyle.accounts.models.account import Account


class AlertKind(models.TextChoices):
    """What happened that the holder must hear of."""

    NEW_DEVICE = "new_device", _("Connexion depuis un nouvel appareil")
    PASSWORD_CHANGED = "password_changed", _("Mot de passe changé")
    FACTOR_ADDED = "factor_added", _("Second facteur ajouté")
    FACTOR_REMOVED = "factor_removed", _("Second facteur retiré")
    BACKUP_EMAIL_CHANGED = "backup_email_changed", _("Adresse personnelle changée")
    PHONE_CHANGED = "phone_changed", _("Numéro de mobile changé")
    REDIRECT_SET = "redirect_set", _("Redirection de mails mise en place")
    RECOVERY_STARTED = "recovery_started", _("Récupération du compte demandée")


class SecurityAlert(models.Model):
    """Something happened to an account, its holder is told, and may answer once that it was not them."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="alerts")
    kind = models.CharField(max_length=30, choices=AlertKind)
    about = models.CharField(max_length=200, blank=True)
    origin = models.CharField(max_length=45, blank=True)
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = _("Alertes")

    def __str__(self) -> str:
        return f"{self.account} · {self.kind}"


class AlertLetter(models.Model):
    """An alert as one mailbox receives it, with a link of its own; sent once."""

    alert = models.ForeignKey(SecurityAlert, models.CASCADE, related_name="letters")
    sent_to = models.EmailField()
    token_digest = models.CharField(max_length=64, null=True, unique=True)
    sent_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["alert", "sent_to"], name="one_letter_per_alert_and_mailbox"),
        ]

    def __str__(self) -> str:
        return f"{self.alert} → {self.sent_to}"
