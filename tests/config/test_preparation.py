from pathlib import Path

import pytest
from pytest_django import Settings

from peristyle.config.preparation import collect_static_files


@pytest.fixture
def gathered(settings: Settings, tmp_path: Path) -> Path:
    """Where static files are gathered in this test."""
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    return tmp_path / "static"


def test_static_files_are_gathered_once(gathered: Path) -> None:
    collect_static_files()
    first = (gathered / "staticfiles.json").stat().st_mtime_ns

    collect_static_files()

    assert (gathered / "staticfiles.json").stat().st_mtime_ns == first


def test_static_files_are_gathered_again_for_another_version(gathered: Path, settings: Settings) -> None:
    collect_static_files()
    (gathered / "left-over.css").touch()
    settings.PERISTYLE_VERSION = "another"

    collect_static_files()

    assert not (gathered / "left-over.css").exists()
