"""Takes the site as MkDocs builds it; puts in the pages made from the policy, and gives each page its language.

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
from afterschool_policy.site.markup import code, document, safe, table
from afterschool_policy.site.pages import pages, reference_tables
from afterschool_policy.testing.cases import Result, load_cases, run_case
from afterschool_policy.text import Lang

ROOT = Path(__file__).parents[1]
ENGLISH = "en/"
OVERVIEW = "policy/index.md"
LANGUAGES: dict[Lang, str] = {"zh": "中文", "en": "English"}
_MARKER = re.compile(r"^\{\{ ([a-z-]+) \}\}$", re.MULTILINE)
_BETWEEN_CHINESE = re.compile(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])")
_SITE_NAMES: dict[Lang, str] = {"zh": "课后服务政策规则库", "en": "After-school policy as rules"}


@cache
def policy() -> Policy:
    return Policy.load(ROOT / "policy", cache=False)  # the pages show the rules as they are written


@cache
def results() -> tuple[Result, ...]:
    return tuple(run_case(policy(), case) for case in load_cases(ROOT / "fixtures"))


def language_of(uri: str) -> Lang:
    return "en" if uri.startswith(ENGLISH) else "zh"


def prefix_of(lang: Lang) -> str:
    return ENGLISH if lang == "en" else ""


# ------------------------------------------------------------------------------------------------------- MkDocs events
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Every build reads the policy anew, so that `mkdocs serve` shows what was just written."""
    policy.cache_clear()
    results.cache_clear()
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    for lang in LANGUAGES:
        for path, text in pages(policy(), results(), lang).items():
            files.append(File.generated(config, prefix_of(lang) + path, content=text))
    return files


def on_page_markdown(markdown: str, page: Page, **_: object) -> str:
    """A line `{{ operators }}` becomes the table of that name."""
    if "{{ " not in markdown or page.file.generated_by is not None:
        return markdown
    lang = language_of(page.file.src_uri)
    known = reference_tables(policy(), results(), lang, page.file.src_uri.removeprefix(prefix_of(lang)))
    known |= {"commands": document(_commands(lang))}

    def put(found: re.Match[str]) -> str:
        if found[1] not in known:
            raise PluginError(f"{page.file.src_uri}: no table {found[1]!r}; there are: {', '.join(known)}")
        return known[found[1]]

    return _MARKER.sub(put, markdown)


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


_NAVIGATIONS: dict[Lang, Navigation] = {}


def _navigation(section: Section, nav: Navigation, lang: Lang) -> Navigation:
    made = Navigation(section.children, [page for page in nav.pages if language_of(page.file.src_uri) == lang])
    made.homepage = next(child for child in section.children if isinstance(child, Page))
    return made


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


# -------------------------------------------------------------------------------------------------- the command line
def _commands(lang: Lang) -> list[str]:
    """Every command with its arguments and options, as the program itself declares them."""
    group = typer.main.get_group(app)
    return [line for name, command in _within(group) for line in _command(name, command, lang)]


def _within(group: typer.core.TyperGroup, before: str = "") -> Iterator[tuple[str, typer.core.TyperCommand]]:
    """Every command of a group and of the groups in it, by the words that are typed."""
    for name, command in group.commands.items():
        if isinstance(command, typer.core.TyperGroup):
            yield from _within(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command


def _command(name: str, command: typer.core.TyperCommand, lang: Lang) -> list[str]:
    shown = [each for each in command.params if each.name != "help"]
    arguments = " ".join(_written(each, "") for each in shown if isinstance(each, typer.core.TyperArgument))
    head = ["参数和选项", "说明"] if lang == "zh" else ["Argument or option", "Meaning"]
    return [
        f"### {name}",
        "",
        code(f"afterschool-policy {name} {arguments}".strip()),
        "",
        safe(_side(command.help or "", lang)),
        "",
        *table(head, ([_written(each, "`"), safe(_side(each.help or "", lang))] for each in shown)),
    ]


def _written(parameter: typer.core.TyperArgument | typer.core.TyperOption, fence: str) -> str:
    if isinstance(parameter, typer.core.TyperOption):
        return " ".join(f"{fence}{each}{fence}" for each in parameter.opts)
    return f"{fence}{(parameter.name or '').upper()}{fence}"


def _side(text: str, lang: Lang) -> str:
    """One language of a help text: the Chinese stands first, the English after the last Chinese mark."""
    text = " ".join(text.split())
    found = re.match(r"(.*[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]\S*)\s+([^/].*)$", text)
    if found is None:
        return text
    return found[1] if lang == "zh" else found[2]
