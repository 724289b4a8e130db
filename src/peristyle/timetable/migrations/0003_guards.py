"""The database itself refuses that a room, a teacher or a group be held by two sessions at once."""

from django.db import migrations

HELD = {
    "room": ("timetable_sessionroom", "room_id"),
    "teacher": ("timetable_sessionteacher", "person_id"),
    "group": ("timetable_sessiongroup", "group_id"),
}
SQLITE = """
    CREATE TRIGGER timetable_{what}_held_twice_{event} BEFORE {event} ON {table} WHEN NEW.firm
    BEGIN
        SELECT RAISE(ABORT, 'timetable_{what}_held_twice') WHERE EXISTS (
            SELECT 1 FROM {table} AS other
            WHERE other.{column} = NEW.{column} AND other.firm AND other.id IS NOT NEW.id
            AND other.starts_at < NEW.ends_at AND other.ends_at > NEW.starts_at
        );
    END
"""
POSTGRESQL = """
    ALTER TABLE {table} ADD CONSTRAINT timetable_{what}_held_twice
    EXCLUDE USING gist ({column} WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (firm)
"""


def guard(apps, schema_editor):
    """Set the guards of this database."""
    with schema_editor.connection.cursor() as cursor:
        if schema_editor.connection.vendor == "postgresql":
            cursor.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
        for what, (table, column) in HELD.items():
            if schema_editor.connection.vendor == "postgresql":
                cursor.execute(POSTGRESQL.format(what=what, table=table, column=column))
            else:
                for event in ("INSERT", "UPDATE"):
                    cursor.execute(SQLITE.format(what=what, table=table, column=column, event=event))


def unguard(apps, schema_editor):
    """Remove them."""
    with schema_editor.connection.cursor() as cursor:
        for what, (table, _) in HELD.items():
            if schema_editor.connection.vendor == "postgresql":
                cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT timetable_{what}_held_twice")
            else:
                for event in ("INSERT", "UPDATE"):
                    cursor.execute(f"DROP TRIGGER timetable_{what}_held_twice_{event}")


class Migration(migrations.Migration):
    dependencies = [("timetable", "0002_sessions")]
    operations = [migrations.RunPython(guard, unguard)]
