"""What the library says, written for a person at a terminal: coloured there, plain where the output is piped."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal, TypeVar

import typer
from rich.console import Console
from rich.highlighter import RegexHighlighter
from rich.progress import Progress
from rich.theme import Theme

from afterschool_policy.authoring.source_files import problem_of
from afterschool_policy.cli import phrases
from afterschool_policy.diagnostics import Diagnostic, InvalidRequest
from afterschool_policy.explain.contested import CLASH
from afterschool_policy.explain.render.as_markdown import as_markdown
from afterschool_policy.explain.render.as_text import as_text
from afterschool_policy.explain.results import OtherReading
from afterschool_policy.text import Lang, Text, visible, visible_json
from afterschool_policy.values.outcomes import OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from afterschool_policy.explain.document import Document
    from afterschool_policy.policy import Policy

T = TypeVar("T")
STDOUT = "<stdout>"
_COLON = Text(": ", ": ")
_THEME = Theme(
    {
        "said.holds": "green",
        "said.fails": "red",
        "said.open": "yellow",
        "said.heading": "bold",
        "said.rule": "dim",
        "said.error": "bold red",
        "said.warning": "bold yellow",
        "said.place": "cyan",
    }
)


class _Said(RegexHighlighter):
    """Colours the signs of truth, headings, places and severities."""

    base_style = "said."
    highlights = [  # noqa: RUF012  # Rich reads this class attribute
        r"^\s*(?P<holds>✓)",
        r"^\s*(?P<fails>✗)",
        r"^\s*(?P<open>\?)",
        r"^(?P<heading>[^\s●].*[：:])$",
        r"^(?P<heading>(?:问|答|结论|Question|Answer|Outcome)[：:].*)$",
        r"(?P<rule>\[[a-z0-9-]+@\d+\])",
        r"(?P<error>(?:错误|error)\[[a-z-]+\])",
        r"(?P<warning>(?:警告|warning|未完成|unfinished|提示|advice)\[[a-z-]+\])",
        r"^(?P<place>\S+\.yaml:\d+:\d+)",
    ]


def console(*, err: bool = False) -> Console:
    """A console that colours what the library says; soft wrap leaves long lines to the terminal."""
    return Console(theme=_THEME, highlighter=_Said(), stderr=err, soft_wrap=True, markup=False, emoji=False)


def speak_utf8() -> None:
    """Read and write UTF-8, whatever the locale: pipes of Chinese Windows are in GBK, which bends names and lacks ✓."""
    for stream, errors in ((sys.stdin, "strict"), (sys.stdout, "backslashreplace"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors)


@contextmanager
def written_to(name: object) -> Iterator[None]:
    """Turn what keeps a file from being written into a fault in words; that a reader left, as `head` does, is none.

    Raises:
        InvalidRequest: where it cannot be written.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise InvalidRequest([Diagnostic.of("file-unwritable", path=str(name), problem=problem_of(error))]) from error


def write(path: Path, text: str) -> None:
    """Write text into a file."""
    with written_to(path):
        path.write_text(text, encoding="utf-8", newline="\n")


def begin_screen() -> None:
    """Begin a new screen at a terminal; what is written elsewhere just goes on."""
    console().clear()


def say(text: str) -> None:
    """Write text on standard output, coloured only on a terminal."""
    with written_to(STDOUT):
        console().print(_lines(text), end="" if text.endswith("\n") else "\n")


def say_as_it_is(document: str) -> None:
    """Write a document on standard output, for another program."""
    with written_to(STDOUT):
        typer.echo(document, nl=False)


def say_document(document: Document, output: Literal["text", "markdown"], lang: Lang) -> None:
    """Write a document on standard output, as text or as Markdown."""
    if output == "text":
        say(as_text(document, lang))
    else:
        say_as_it_is(as_markdown(document, lang))


def say_lines(lines: Iterable[str]) -> None:
    """Write lines on standard output; what somebody wrote into one stays in it."""
    say("\n".join(map(visible, lines)))


def say_json(document: object, *, indent: int | None = 2) -> None:
    """Write a JSON document on standard output; without `indent` in one line."""
    separators = (",", ":") if indent is None else None
    written = json.dumps(document, ensure_ascii=False, indent=indent, separators=separators)
    say_as_it_is(visible_json(written) + "\n")


def note(text: str) -> None:
    """Write a line beside the result, on standard error."""
    console(err=True).print(visible(text))


def complain(faults: Iterable[Diagnostic], lang: Lang) -> None:
    """Write faults on standard error."""
    console(err=True).print(_lines("\n".join(fault.render(lang) for fault in faults)))


def _lines(text: str) -> str:
    return "\n".join(map(visible, text.split("\n")))


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """The progress of long work, on standard error and only where that is a terminal: how much of what is done."""
    screen = Console(stderr=True)
    with Progress(console=screen, transient=True, disable=not screen.is_terminal) as shown:
        task = shown.add_task(label, total=None)
        yield lambda done, total: shown.update(task, completed=done, total=total)


def counted(items: Iterable[T], total: int, tell: Callable[[int, int], None]) -> Iterator[T]:
    """The items, each reported as done when the next one is due."""
    for done, item in enumerate(items, 1):
        yield item
        tell(done, total)


def other_readings(policy: Policy, others: Sequence[OtherReading], lang: Lang) -> Iterator[str]:
    """What each other reading would make of a decision, those that change something first."""
    yield ""
    yield f"{phrases.OTHER_READINGS[lang]}:"
    if not others:
        yield f"  {phrases.NO_OTHERS[lang]}"
    for other in sorted(others, key=lambda one: not one.changes):
        text = policy.readings[other.reading].choices[other.alternative]
        label = CLASH if other.outcome is None else OUTCOMES[other.outcome].label
        result = label if other.changes or other.clash else phrases.UNCHANGED
        changed = ", ".join(
            f"{name} → {'—' if amount is None else amount.value}" for name, amount in other.amounts.items()
        )
        listed = ", ".join(
            f"{name} → {'—' if value is None else value if isinstance(value, str) else '、'.join(value)}"
            for name, value in other.values.items()
        )
        effects = "; ".join(part for part in (result[lang], changed, listed) if part)
        yield f"  {other.reading}={other.alternative} {text[lang]} → {effects}"
