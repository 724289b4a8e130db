"""The words by which those who were admitted and have not enrolled yet are found."""

from typing import ClassVar

from django.db import models

from peristyle.enrolment.models.admissions import Admission

LONGEST = 100


class AdmissionWord(models.Model):
    """A word of an admission's names and addresses: `actions.index_admissions` writes them, nobody else."""

    admission = models.ForeignKey(Admission, models.CASCADE, related_name="words", db_index=False)
    word = models.CharField(max_length=LONGEST)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["admission", "word"], name="one_word_of_an_admission"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["word", "admission"],
                opclasses=["text_pattern_ops", "int8_ops"],
                name="admission_words_by_beginning",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.admission_id} · {self.word}"
