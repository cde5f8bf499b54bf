"""Takes the body of a page; gives the whole page: self-contained, no network, printable on A4."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from afterschool_policy.text import Lang

STYLE = """
:root { color-scheme: light; --ink: #1d2430; --soft: #5a6472; --line: #d9dee5;
  --yes: #1b6e3c; --no: #a3231f; --open: #8a5a00; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 46rem; padding: 2rem 1.25rem 4rem; color: var(--ink); background: #fff;
  font: 1rem/1.75 "Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", SimSun, Georgia, serif; }
h1 { font-size: 1.35rem; line-height: 1.5; margin: 0 0 .75rem; }
h2 { font-size: 1.1rem; margin: 2.25rem 0 .5rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 0; display: inline; }
.answer { border-left: .3rem solid var(--ink); padding: .4rem 1rem; margin: 0 0 1rem; font-size: 1.1rem; }
.answer b { margin-right: .6rem; }
.soft, code { color: var(--soft); font-size: .85rem; }
code { font-family: ui-monospace, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
blockquote { margin: .5rem 0; padding: .25rem 1rem; background: #f5f6f8; }
details { margin: .75rem 0; }
summary { cursor: pointer; }
ul { list-style: none; margin: .15rem 0; padding-left: 1.4rem; }
.TRUE > .sign { color: var(--yes); } .FALSE > .sign { color: var(--no); } .UNKNOWN > .sign { color: var(--open); }
.sign { display: inline-block; width: 1.2em; font-weight: bold; }
table { border-collapse: collapse; width: 100%; text-align: center; }
caption { text-align: left; font-weight: bold; }
th, td { border: 1px solid var(--line); padding: .25rem .5rem; font-weight: normal; }
td { font-size: 1.2rem; }
h3.section { display: block; margin: 1.25rem 0 .25rem; }
.idle { opacity: .72; }
@media print { body { max-width: none; padding: 0; font-size: 10.5pt; } details { break-inside: avoid; } }
@page { size: A4; margin: 20mm 18mm; }
"""


def page(title: str, body: Iterable[str], lang: Lang) -> str:
    """The page with its style inside."""
    language = "zh-Hans" if lang == "zh" else "en"
    content = "\n".join(body)
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n{content}\n</main>\n</body>\n</html>\n"
    )
