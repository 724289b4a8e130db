"""The database itself refuses to change an entry; only the reference to an erased person may be emptied."""

from django.db import migrations

COLUMNS = "id, at, action, subject, origin, request_id, details"
SQLITE = [
    f"""
    CREATE TRIGGER audit_entry_is_append_only BEFORE UPDATE OF {COLUMNS} ON audit_entry
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
    """,
    """
    CREATE TRIGGER audit_entry_keeps_its_persons BEFORE UPDATE OF actor_id, acting_for_id ON audit_entry
    WHEN (NEW.actor_id IS NOT NULL AND NEW.actor_id IS NOT OLD.actor_id)
    OR (NEW.acting_for_id IS NOT NULL AND NEW.acting_for_id IS NOT OLD.acting_for_id)
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
    """,
]
POSTGRESQL = [
    """
    CREATE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$
    """,
    f"""
    CREATE TRIGGER audit_entry_is_append_only BEFORE UPDATE OF {COLUMNS} ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change()
    """,
    """
    CREATE TRIGGER audit_entry_keeps_its_persons BEFORE UPDATE OF actor_id, acting_for_id ON audit_entry
    FOR EACH ROW WHEN (
        (NEW.actor_id IS NOT NULL AND NEW.actor_id IS DISTINCT FROM OLD.actor_id)
        OR (NEW.acting_for_id IS NOT NULL AND NEW.acting_for_id IS DISTINCT FROM OLD.acting_for_id)
    ) EXECUTE FUNCTION audit_refuse_change()
    """,
]
UNGUARD_SQLITE = [
    "DROP TRIGGER audit_entry_is_append_only",
    "DROP TRIGGER audit_entry_keeps_its_persons",
]
UNGUARD_POSTGRESQL = ["DROP FUNCTION audit_refuse_change CASCADE"]


def guard(apps, schema_editor):
    """Set the guard of this database."""
    _execute(schema_editor, sqlite=SQLITE, postgresql=POSTGRESQL)


def unguard(apps, schema_editor):
    """Remove the guard."""
    _execute(schema_editor, sqlite=UNGUARD_SQLITE, postgresql=UNGUARD_POSTGRESQL)


def _execute(schema_editor, **statements):
    with schema_editor.connection.cursor() as cursor:
        for statement in statements[schema_editor.connection.vendor]:
            cursor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
