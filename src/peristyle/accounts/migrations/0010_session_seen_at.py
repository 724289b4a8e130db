import datetime

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0009_people_imports'),
    ]

    operations = [
        migrations.AddField(
            model_name='session',
            name='seen_at',
            field=models.DateTimeField(default=datetime.datetime(2026, 11, 24, tzinfo=datetime.timezone.utc)),
            preserve_default=False,
        ),
    ]
