"""The program reads and writes UTF-8 whatever the locale says."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.support import LIBRARY

FACTS = 'reader: {has_card: {value: true, asserted_by: "学校教务 𠮷"}, card_expired: false}\nloan: {books: 99}\n'
LOCALES = [
    {"PYTHONIOENCODING": "gbk"},
    {"PYTHONIOENCODING": "cp1252"},
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
]


def run(*arguments: str, given: bytes, locale: dict[str, str]) -> tuple[int, bytes, bytes]:
    done = subprocess.run(
        [sys.executable, "-m", "afterschool_policy", *arguments, "-f", "-", "--policy", str(LIBRARY)],
        env={**os.environ, **locale},
        input=given,
        capture_output=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("locale", LOCALES, ids=str)
@pytest.mark.parametrize("form", ["text", "html"])
def test_what_is_read_and_written_is_utf8(form: str, locale: dict[str, str]) -> None:
    code, out, _ = run("explain", "borrowing", "--full", "--format", form, given=FACTS.encode(), locale=locale)
    assert code == 0
    told = out.decode("utf-8")
    assert "学校教务 𠮷" in told
    assert "✓" in told or form == "html"


def test_facts_in_another_encoding_are_refused_and_not_bent() -> None:
    code, out, told = run(
        "decide", "borrowing", given=FACTS.replace("𠮷", "").encode("gbk"), locale={"PYTHONIOENCODING": "gbk"}
    )
    assert (code, out) == (3, b"")
    assert "错误[file-encoding]" in told.decode("utf-8")
