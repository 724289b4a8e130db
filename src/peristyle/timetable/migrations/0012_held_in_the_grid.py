"""Which session a planner holds in the grid, for the others to know."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("timetable", "0011_exams"),
    ]

    operations = [
        migrations.AddField(
            model_name="plannerpresence",
            name="holds",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="timetable.session"
            ),
        ),
    ]
