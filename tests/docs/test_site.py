"""The site builds without a warning, holds a page for everything, and every link in it leads somewhere."""

from __future__ import annotations

import html
import inspect
import os
import posixpath
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from urllib.parse import unquote, urlencode

import pytest
from griffe import Docstring, DocstringSectionKind
from selenium.webdriver.support.wait import WebDriverWait

import afterschool_policy
from afterschool_policy import Outcome, Policy, casefile
from afterschool_policy.audit.replay import Replay
from afterschool_policy.values.outcomes import OUTCOMES
from tests.browser.chromium import Browser
from tests.docs.blocks import ROOT

POLICY = Policy.load(ROOT / "policy")
LANGUAGES = ("", "en/")
FACE: dict[str, type] = {
    f"afterschool_policy.{name}": getattr(afterschool_policy, name) for name in afterschool_policy.__all__
}
_FOUND = ".md-search-result__item a"
_LINK = re.compile(r'(?:href|src)="?([^"\s>]*)"?')
_ID = re.compile(r'\bid="?([^"\s>]+)"?')


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr, done.stderr
    return folder


@pytest.fixture(scope="module")
def site(folder: Path) -> dict[str, str]:
    """Every HTML page of the built site by its path."""
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


@pytest.mark.parametrize(
    ("page", "word"), [("index.html", "家庭经济困难"), ("en/index.html", "hardship"), ("policy/text.html", "减免")]
)
def test_the_search_works_in_a_page_opened_from_the_folder(
    folder: Path, chromium: Browser, page: str, word: str
) -> None:
    chromium.driver.get("about:blank")
    chromium.driver.get(f"{(folder / page).as_uri()}?{urlencode({'q': word})}")
    found = WebDriverWait(chromium.driver, 120).until(lambda driver: driver.find_elements("css selector", _FOUND))
    assert found[0].get_attribute("href").startswith(folder.as_uri())


@pytest.mark.parametrize("root", LANGUAGES)
def test_everything_has_its_page(site: dict[str, str], root: str) -> None:
    wanted = [f"clauses/{name}" for name in POLICY.clauses]
    wanted += [f"decisions/{name}" for name in POLICY.decisions]
    wanted += [f"readings/{name}" for name in POLICY.readings]
    wanted += [f"facts/{name}" for name in POLICY.law.vocabulary.groups]
    wanted += ["index", "text", "judgement", "decisions/index", "readings/index", "facts/index"]
    assert not [name for name in wanted if f"{root}policy/{name}.html" not in site]


@pytest.mark.parametrize("root", LANGUAGES)
def test_the_examples_are_thirty_of_every_outcome(site: dict[str, str], root: str) -> None:
    _, *examples = re.split(r"<h2 ", site[f"{root}examples.html"])
    assert len(examples) == 30
    questions = {found[1] for each in examples if (found := re.search(r"policy/decisions/(\w+)\.html", each))}
    assert len(questions & {*POLICY.decisions}) >= 25
    lang = "en" if root else "zh"
    told = {found[1] for each in examples if (found := re.search(r'class="?example"?>\s*<p><b>([^<]+)</b>', each))}
    assert told == {row.label[lang] for row in OUTCOMES.values()}
    assert all(each.count("<details>") == 1 and "<h3>" in each for each in examples)


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


def documented(kind: type) -> Iterator[tuple[str, str]]:
    """The public members of a class that have a docstring of their own, by name."""
    for name, member in vars(kind).items():
        plain = getattr(member, "__func__", member)
        if not name.startswith("_") and name not in fields_of(kind):
            yield name, plain.__doc__ or ""


def fields_of(kind: type) -> list[str]:
    if is_dataclass(kind):
        return [field.name for field in fields(kind) if not field.name.startswith("_")]
    return [*getattr(kind, "__members__", getattr(kind, "_fields", ()))]


def sections(docstring: str) -> dict[DocstringSectionKind, list[tuple[str, str]]]:
    """What a docstring says, by section: the name of each row and its text; no name in a section of plain text."""
    return {
        section.kind: [("", section.value)]
        if section.kind is DocstringSectionKind.text
        else [(getattr(row, "name", ""), row.description) for row in section.value]
        for section in Docstring(inspect.cleandoc(docstring)).parse("google", warnings=False)
    }


def test_what_a_case_file_and_a_replay_give_is_of_the_face() -> None:
    assert {*(getattr(casefile, name) for name in casefile.__all__), Replay} <= {*FACE.values()}


@pytest.mark.parametrize("root", LANGUAGES)
@pytest.mark.parametrize("path", FACE)
def test_the_face_of_the_library_stands_with_its_docstrings(site: dict[str, str], root: str, path: str) -> None:
    page = site[f"{root}reference/api.html"]
    ids, text = set(_ID.findall(page)), text_of(page)
    shown = {path: FACE[path].__doc__ or ""} | {f"{path}.{name}": doc for name, doc in documented(FACE[path])}
    assert [name for name in shown if name not in ids] == []
    for name, docstring in shown.items():
        assert docstring, name
        rows = [row for section in sections(docstring).values() for row in section]
        assert [row for row in rows if "".join(row[1].replace("`", "").split()) not in text] == [], name


@pytest.mark.parametrize("path", FACE)
def test_every_field_of_the_face_is_described(path: str) -> None:
    described = [name for name, _ in sections(FACE[path].__doc__ or "").get(DocstringSectionKind.attributes, [])]
    if FACE[path] is not Outcome:  # whose words the page on outcomes explains, from their table
        assert not fields_of(FACE[path]) or described == fields_of(FACE[path])


@pytest.mark.parametrize("path", FACE)
def test_every_parameter_of_the_face_is_described(path: str) -> None:
    """Where a docstring describes parameters, it describes them all."""
    for name, docstring in documented(FACE[path]):
        described = sections(docstring).get(DocstringSectionKind.parameters)
        if described is not None:
            signature = inspect.signature(getattr(FACE[path], name))
            assert [row[0] for row in described] == [each for each in signature.parameters if each != "self"], name


@pytest.mark.parametrize(("root", "heading"), [("", "参数"), ("en/", "Parameters")])
def test_what_docstrings_fill_is_headed_in_the_language_of_the_page(
    site: dict[str, str], root: str, heading: str
) -> None:
    assert heading in text_of(site[f"{root}reference/api.html"])
