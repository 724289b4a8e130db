"""The database lets an entry forget where it came from and what it told, and still refuses any other change."""

from importlib import import_module

from django.db import migrations, models

before = import_module("peristyle.audit.migrations.0002_append_only")

KEPT = "id, at, action, subject, request_id"
FORGETTABLE = "origin, origin_salt, details, details_salt"
SQLITE = [
    f"""
    CREATE TRIGGER audit_entry_is_append_only BEFORE UPDATE OF {KEPT} ON audit_entry
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
    """,
    f"""
    CREATE TRIGGER audit_entry_only_forgets BEFORE UPDATE OF {FORGETTABLE} ON audit_entry
    WHEN NOT (
        (NEW.origin = OLD.origin AND NEW.origin_salt = OLD.origin_salt)
        OR (NEW.origin LIKE 'sha256:%' AND OLD.origin NOT LIKE 'sha256:%' AND NEW.origin_salt = '')
    ) OR NOT (
        (NEW.details = OLD.details AND NEW.details_salt = OLD.details_salt)
        OR (NEW.details LIKE '{{"sha256":%' AND OLD.details NOT LIKE '{{"sha256":%' AND NEW.details_salt = '')
    )
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
    """,
    before.SQLITE[1],
]
POSTGRESQL = [
    before.POSTGRESQL[0],
    f"""
    CREATE TRIGGER audit_entry_is_append_only BEFORE UPDATE OF {KEPT} ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change()
    """,
    f"""
    CREATE TRIGGER audit_entry_only_forgets BEFORE UPDATE OF {FORGETTABLE} ON audit_entry
    FOR EACH ROW WHEN (
        NOT (
            (NEW.origin = OLD.origin AND NEW.origin_salt = OLD.origin_salt)
            OR (NEW.origin LIKE 'sha256:%' AND OLD.origin NOT LIKE 'sha256:%' AND NEW.origin_salt = '')
        ) OR NOT (
            (NEW.details = OLD.details AND NEW.details_salt = OLD.details_salt)
            OR (jsonb_exists(NEW.details, 'sha256') AND NOT jsonb_exists(OLD.details, 'sha256')
                AND NEW.details_salt = '')
        )
    ) EXECUTE FUNCTION audit_refuse_change()
    """,
    before.POSTGRESQL[2],
]
UNGUARD_SQLITE = [*before.UNGUARD_SQLITE, "DROP TRIGGER audit_entry_only_forgets"]


def guard(apps, schema_editor):
    """Set the guard that lets entries forget."""
    before._execute(schema_editor, sqlite=SQLITE, postgresql=POSTGRESQL)


def unguard(apps, schema_editor):
    """Remove it."""
    before._execute(schema_editor, sqlite=UNGUARD_SQLITE, postgresql=before.UNGUARD_POSTGRESQL)


def begin_the_chain_again(apps, schema_editor):
    """The former seals covered the values themselves: what they covered is sealed anew within a minute."""
    apps.get_model("audit", "Seal").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_append_only")]
    operations = [
        migrations.RunPython(before.unguard, before.guard),
        migrations.AddField("entry", "details_salt", models.CharField(blank=True, default="", max_length=32)),
        migrations.AddField("entry", "origin_salt", models.CharField(blank=True, default="", max_length=32)),
        migrations.AlterField("entry", "origin", models.CharField(blank=True, max_length=80)),
        migrations.RunPython(guard, unguard),
        migrations.RunPython(begin_the_chain_again, migrations.RunPython.noop),
    ]
