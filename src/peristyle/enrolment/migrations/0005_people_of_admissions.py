from typing import Any

from django.db import migrations
from django.db.models import OuterRef, Subquery


def name_the_enrolled(apps: Any, schema_editor: Any) -> None:
    """An admission that led to an enrolment is that person's."""
    enrolled = apps.get_model("enrolment", "Enrolment").objects.filter(file__admission=OuterRef("pk"))
    admissions = apps.get_model("enrolment", "Admission").objects.filter(file__enrolment__isnull=False)
    admissions.update(person=Subquery(enrolled.values("person")[:1]))


class Migration(migrations.Migration):

    dependencies = [
        ('enrolment', '0004_known_students'),
    ]

    operations = [
        migrations.RunPython(name_the_enrolled, migrations.RunPython.noop, elidable=True),
    ]
