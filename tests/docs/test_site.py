"""The site builds without a warning, holds a page for everything, and every link in it leads somewhere."""

from __future__ import annotations

import html
import os
import posixpath
import re
import subprocess
import sys
from urllib.parse import unquote

import pytest

from afterschool_policy import Policy
from tests.docs.blocks import ROOT

POLICY = Policy.load(ROOT / "policy")
LANGUAGES = ("", "en/")
_LINK = re.compile(r'(?:href|src)="?([^"\s>]*)"?')
_ID = re.compile(r'\bid="?([^"\s>]+)"?')


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Every HTML page of the built site by its path."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr, done.stderr
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    pages = {name: path.read_text(encoding="utf-8") for name, path in files.items() if name.endswith(".html")}
    return pages | {name: "" for name in files if name not in pages}


def text_of(page: str) -> str:
    """The text of a page, without tags and white space."""
    return "".join(html.unescape(re.sub(r"<[^>]*>", "", page)).split())


def test_every_link_leads_somewhere(site: dict[str, str]) -> None:
    ids = {name: set(_ID.findall(page)) for name, page in site.items()}
    dead = set()
    for name, page in site.items():
        for target in set(_LINK.findall(page)):
            address, _, anchor = html.unescape(target).partition("#")
            if re.match(r"[a-z]+:", address) or name == "404.html":
                continue
            path = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(address))) if address else name
            path = posixpath.normpath(posixpath.join(path, "index.html")) if address.endswith(("/", ".")) else path
            if path not in site or (anchor and path.endswith(".html") and unquote(anchor) not in ids[path]):
                dead.add((name, target))
    assert not dead


def test_nothing_is_asked_of_the_network(site: dict[str, str]) -> None:
    for name, page in site.items():
        asked = re.findall(r'<(?:script|link|img|iframe)[^>]*(?:src|href)="?(?:https?:)?//[^">\s]*', page)
        assert not asked, name


@pytest.mark.parametrize("root", LANGUAGES)
def test_everything_has_its_page(site: dict[str, str], root: str) -> None:
    wanted = [f"clauses/{name}" for name in POLICY.clauses]
    wanted += [f"decisions/{name}" for name in POLICY.decisions]
    wanted += [f"readings/{name}" for name in POLICY.readings]
    wanted += [f"facts/{name}" for name in POLICY.law.vocabulary.groups]
    wanted += ["index", "text", "judgement", "decisions/index", "readings/index", "facts/index"]
    assert not [name for name in wanted if f"{root}policy/{name}.html" not in site]


@pytest.mark.parametrize("root", LANGUAGES)
def test_every_sentence_leads_to_its_clause(site: dict[str, str], root: str) -> None:
    page = site[f"{root}policy/text.html"]
    for clause in POLICY.clauses.values():
        found = re.search(rf'<a [^>]*href="?clauses/{re.escape(clause.id)}\.html[^>]*>(.*?)</a>', page)
        assert found is not None, clause.id
        assert text_of(found[1]) == "".join(clause.quote.split())


def test_the_whole_text_is_the_text(site: dict[str, str]) -> None:
    page = site["policy/text.html"]
    sentences = re.findall(r'<a [^>]*class="sentence[^>]*>(.*?)</a>', page)
    assert "".join(text_of(each) for each in sentences) == "".join(POLICY.law.source.split())


def test_a_clause_page_shows_rules_cases_and_why_not(site: dict[str, str]) -> None:
    for clause in POLICY.clauses.values():
        page = text_of(site[f"policy/clauses/{clause.id}.html"])
        assert "".join(clause.quote.split()) in page
        if clause.reason is not None and not clause.operative:
            assert "".join(clause.reason.zh.split()) in page
    for rule in POLICY.rules:
        for clause_id in rule.clauses:
            page = text_of(site[f"policy/clauses/{clause_id}.html"])
            assert f"{rule.name}·" in page
            assert f"version:{rule.version}" in page


@pytest.mark.parametrize("root", LANGUAGES)
def test_a_page_switches_to_itself_in_the_other_language(site: dict[str, str], root: str) -> None:
    name = f"{root}policy/judgement.html"
    other = "policy/judgement.html" if root else "en/policy/judgement.html"
    links = {posixpath.normpath(posixpath.join(posixpath.dirname(name), each)) for each in _LINK.findall(site[name])}
    assert other in links
    assert f'lang="{"en" if root else "zh"}"' in site[name][:400]
