"""Composantes."""

from typing import ClassVar

from django.db import models


class Component(models.Model):
    """A composante: faculty or institute. Its facts come from institution.toml."""

    code = models.CharField(max_length=6, primary_key=True)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60)
    registrar_mail = models.EmailField()
    registrar_phone = models.CharField(max_length=30, blank=True)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.short_name
