import socket
from pathlib import Path

import pytest

from peristyle.config.environment import (
    Address,
    Misconfigured,
    address,
    check_data_directory,
    check_database_url,
    check_is_free,
)


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PORT", "HOST", "PERISTYLE_DATA", "DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)


def test_the_house_is_only_open_to_this_machine_unless_told_otherwise() -> None:
    assert address() == Address("127.0.0.1", 8000)


def test_the_environment_chooses_where_to_listen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOST", "0.0.0.0")
    monkeypatch.setenv("PORT", "8080")

    chosen = address()

    assert (chosen.port, chosen.local_host) == (8080, "127.0.0.1")


@pytest.mark.parametrize("port", ["", "abc", "0", "-1", "65536", "80a", "8000 ", "٨٠", "1e3"])
def test_what_is_no_port_is_told_with_an_example(monkeypatch: pytest.MonkeyPatch, port: str) -> None:
    monkeypatch.setenv("PORT", port)

    with pytest.raises(Misconfigured, match="PORT=8000"):
        address()


def test_a_port_in_use_is_told_with_another_one() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        with pytest.raises(Misconfigured, match=f"Port {port} is in use .* another"):
            check_is_free(Address("127.0.0.1", port))


def test_a_port_just_left_can_be_used_again() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        where = server.getsockname()
        with socket.create_connection(where), server.accept()[0]:
            pass

    check_is_free(Address(*where))


def test_the_data_directory_is_made(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PERISTYLE_DATA", str(tmp_path / "here" / "there"))

    assert check_data_directory().is_dir()
    assert list(check_data_directory().iterdir()) == []


def test_a_directory_that_cannot_be_written_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("PERISTYLE_DATA", str(tmp_path / "file" / "var"))

    with pytest.raises(Misconfigured, match=r"Cannot write in .*/file/var .* PERISTYLE_DATA"):
        check_data_directory()


@pytest.mark.parametrize("url", ["", "postgresql://u:p@host:5432/name", "postgres:///name?host=/socket"])
def test_postgresql_or_nothing_is_a_database(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("DATABASE_URL", url)

    check_database_url()


@pytest.mark.parametrize(
    "url",
    ["mysql://u:secret@host/name", "postgresql://u:secret@host", "postgresql://u:secret@host:port/name", "secret"],
)
def test_a_wrong_database_address_is_told_without_its_password(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("DATABASE_URL", url)

    with pytest.raises(Misconfigured, match="DATABASE_URL") as refused:
        check_database_url()

    assert "secret" not in str(refused.value)
