"""What MkDocs does not do by itself: the pages made from the policy, and two languages in one site.

Chinese pages stand at the root, English ones under `en/` by the same paths. Nothing generated is written to disk.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import typer.core
import typer.main
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from afterschool_policy import Policy
from afterschool_policy.cli.app import app
from afterschool_policy.site.pages import pages, reference_tables
from afterschool_policy.site.render import render
from afterschool_policy.testing.cases import CaseResult, load_cases, run_case
from afterschool_policy.text import Lang, Text

ROOT = Path(__file__).parents[1]
ENGLISH = "en/"
OVERVIEW = "policy/index.md"
LANGUAGES: dict[Lang, str] = {"zh": "中文", "en": "English"}
_MARKER = re.compile(r"^\{\{ ([a-z-]+) \}\}$", re.MULTILINE)
_BETWEEN_CHINESE = re.compile(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])")
_SITE_NAMES: dict[Lang, str] = {"zh": "课后服务政策规则库", "en": "After-school policy as rules"}
_NAVIGATIONS: dict[Lang, Navigation] = {}


@cache
def policy() -> Policy:
    return Policy.load(ROOT / "policy", cache=False)  # the pages show the rules as they are written


@cache
def proposed() -> Policy | None:
    """The policy with its rules in draft, where it has some."""
    drafts = any(each.code == "rule-draft" for each in policy().warnings)
    return Policy.load(ROOT / "policy", cache=False, with_drafts=True) if drafts else None


@cache
def results() -> tuple[CaseResult, ...]:
    return tuple(run_case(policy(), case) for case in load_cases(ROOT / "fixtures"))


def language_of(uri: str) -> Lang:
    return "en" if uri.startswith(ENGLISH) else "zh"


def prefix_of(lang: Lang) -> str:
    return ENGLISH if lang == "en" else ""


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Every build reads the policy anew, so that `mkdocs serve` shows what was just written."""
    policy.cache_clear()
    proposed.cache_clear()
    results.cache_clear()
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    for lang in LANGUAGES:
        for path, text in pages(policy(), results(), lang, proposed()).items():
            files.append(File.generated(config, prefix_of(lang) + path, content=text))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, **_: object) -> str:
    """A line `{{ operators }}` becomes the table of that name; docstrings get headings in the page's language."""
    config.plugins["mkdocstrings"].handlers._locale = language_of(page.file.src_uri)  # else one for the whole build
    if "{{ " not in markdown or page.file.generated_by is not None:
        return markdown
    lang = language_of(page.file.src_uri)
    known = reference_tables(policy(), results(), lang, page.file.src_uri.removeprefix(prefix_of(lang)))
    known |= {"commands": _commands(lang)}

    def table(marker: re.Match[str]) -> str:
        if marker[1] not in known:
            raise PluginError(f"{page.file.src_uri}: no table {marker[1]!r}; there are: {', '.join(known)}")
        return known[marker[1]]

    return _MARKER.sub(table, markdown)


def on_nav(nav: Navigation, files: Files, **_: object) -> Navigation:
    """Two whole navigations, one for each language: the two sections at the top of the configured one.

    Pages that stand in neither, such as those of the clauses, belong to the section that holds their overview.
    """
    sections = [item for item in nav.items if isinstance(item, Section)]
    for section in sections:
        for child in section.children:
            child.parent = None
    _NAVIGATIONS.update(
        {lang: _navigation(section, nav, lang) for lang, section in zip(LANGUAGES, sections, strict=True)}
    )
    for file in files.documentation_pages():
        overview = files.get_file_from_path(f"{prefix_of(language_of(file.src_uri))}{OVERVIEW}")
        if file.page is not None and file.page.parent is None and overview is not None and file.generated_by:
            file.page.parent = overview.page.parent if overview.page is not None else None
    return nav


def _navigation(section: Section, nav: Navigation, lang: Lang) -> Navigation:
    navigation = Navigation(section.children, [page for page in nav.pages if language_of(page.file.src_uri) == lang])
    navigation.homepage = next(child for child in section.children if isinstance(child, Page))
    return navigation


def on_page_context(context: dict[str, object], page: Page, config: MkDocsConfig, **_: object) -> dict[str, object]:
    """Theme, navigation and language switch of the page's own language."""
    lang = language_of(page.file.src_uri)
    path = page.url.removeprefix(ENGLISH)
    config.theme["language"] = lang
    config.site_name = _SITE_NAMES[lang]
    config.extra["homepage"] = f"{prefix_of(lang)}index.html"
    config.extra["alternate"] = [
        {"name": name, "link": prefix_of(other) + path, "lang": other} for other, name in LANGUAGES.items()
    ]
    context["nav"] = _NAVIGATIONS[lang]
    return context


def on_post_build(config: MkDocsConfig, **_: object) -> None:
    """Part the Chinese characters of the search index by a mark without width, at which the search parts words."""
    path = Path(config.site_dir) / "search" / "search_index.json"
    index = json.loads(path.read_text(encoding="utf-8"))
    for entry in index["docs"]:
        for part in ("title", "text"):
            entry[part] = _BETWEEN_CHINESE.sub("\u200b", entry[part])
    path.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _commands(lang: Lang) -> str:
    """Every command with its arguments and options, as the program itself declares them."""
    group = typer.main.get_group(app)
    return render("commands.md", lang, commands=[_command(name, command) for name, command in _within(group)])


def _within(group: typer.core.TyperGroup, before: str = "") -> Iterator[tuple[str, typer.core.TyperCommand]]:
    """Every command of a group and of the groups in it, by the words that are typed."""
    for name, command in group.commands.items():
        if isinstance(command, typer.core.TyperGroup):
            yield from _within(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command


def _command(name: str, command: typer.core.TyperCommand) -> dict[str, object]:
    parameters = [parameter for parameter in command.params if parameter.name != "help"]
    arguments = [
        _spellings(parameter)[0] for parameter in parameters if isinstance(parameter, typer.core.TyperArgument)
    ]
    return {
        "name": name,
        "usage": " ".join(["afterschool-policy", name, *arguments]),
        "help": _in_both(command.help or ""),
        "parameters": [(_spellings(parameter), _in_both(parameter.help or "")) for parameter in parameters],
    }


def _spellings(parameter: typer.core.TyperArgument | typer.core.TyperOption) -> list[str]:
    if isinstance(parameter, typer.core.TyperOption):
        return parameter.opts
    return [(parameter.name or "").upper()]


def _in_both(text: str) -> Text:
    """A help text in two languages: the Chinese stands first, the English after the last Chinese mark."""
    text = " ".join(text.split())
    sides = re.match(r"(.*[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]\S*)\s+([^/].*)$", text)
    return Text(text, text) if sides is None else Text(sides[1], sides[2])
