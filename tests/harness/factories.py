"""What factories share. Draws are reproducible: pytest-randomly seeds factory_boy and Faker before each test."""

from typing import TypeVar

from factory.django import DjangoModelFactory

Model = TypeVar("Model")


class HouseFactory(DjangoModelFactory[Model]):
    """A factory of rows; what follows the making of one is a verb of its room, never a second save."""

    class Meta:
        abstract = True
        skip_postgeneration_save = True
