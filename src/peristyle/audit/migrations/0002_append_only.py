"""The database itself refuses to change an entry; only the reference to an erased person may be emptied."""

from django.db import migrations

SQLITE = """
CREATE TRIGGER audit_entry_is_append_only
BEFORE UPDATE OF id, at, action, subject, origin, request_id, details ON audit_entry
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
"""
POSTGRESQL = """
CREATE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$;
CREATE TRIGGER audit_entry_is_append_only
BEFORE UPDATE OF id, at, action, subject, origin, request_id, details ON audit_entry
FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();
"""


def guard(apps, schema_editor):
    """Set the guard of this database."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL)


def unguard(apps, schema_editor):
    """Remove the guard."""
    with schema_editor.connection.cursor() as cursor:
        if schema_editor.connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER audit_entry_is_append_only")
        else:
            cursor.execute("DROP TRIGGER audit_entry_is_append_only ON audit_entry; DROP FUNCTION audit_refuse_change")


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
