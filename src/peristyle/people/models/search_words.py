"""The words by which persons are found."""

from typing import ClassVar

from django.db import models

from peristyle.people.models.persons import Person
from peristyle.people.rules.search_words import LONGEST


class SearchWord(models.Model):
    """A word of a person's names, numbers and addresses: `actions.index_persons` writes them, nobody else."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="search_words", db_index=False)
    word = models.CharField(max_length=LONGEST)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "word"], name="one_search_word_of_a_person"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["word", "person"], opclasses=["text_pattern_ops", "int8_ops"], name="search_words_by_beginning"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.word}"
