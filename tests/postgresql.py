"""A PostgreSQL server of the tests' own: in a temporary folder, on a socket, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg


def programs() -> Path | None:
    """The folder of the server's programs: on the path, or where Debian puts them; None where it is not installed."""
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return next((each for each in reversed(folders) if (each / "pg_ctl").is_file()), None)


class Server:
    """A server that runs as an unprivileged user, which it insists on."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs = programs
        self._folder = folder
        self._data = folder / "data"
        self._user = "postgres" if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name
        if os.getuid() == 0:
            shutil.chown(folder, self._user)
        self._run("initdb", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--no-locale")
        self.start()

    def start(self) -> None:
        options = f"-c listen_addresses='' -c unix_socket_directories='{self._folder}'"
        self._run(
            "pg_ctl", "start", "--wait", "--silent", "--options", options, "--log", str(self._folder / "server.log")
        )

    def stop(self, mode: str = "immediate") -> None:
        """Stop it; `immediate` is what a power cut leaves behind."""
        self._run("pg_ctl", "stop", "--wait", "--silent", "--mode", mode)

    def database(self) -> str:
        """The URL of a new, empty database."""
        name = f"test_{uuid.uuid4().hex}"
        with psycopg.connect(f"host={self._folder} user=postgres dbname=postgres", autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        return f"postgresql://postgres@/{name}?host={self._folder}"

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [str(self._programs / program), "--pgdata", str(self._data), *arguments],
            user=self._user if os.getuid() == 0 else None,
            cwd=self._folder,
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


@contextmanager
def server(programs: Path) -> Iterator[Server]:
    """A running server."""
    folder = Path(tempfile.mkdtemp(prefix="plog-"))
    made = Server(programs, folder)
    try:
        yield made
    finally:
        made.stop()
        shutil.rmtree(folder)
