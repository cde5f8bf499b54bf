"""Takes the body of a page; gives the whole page: self-contained, no network, printable on A4."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from afterschool_policy.text import Lang

STYLE = """
:root { color-scheme: light; --ink: #1d2430; --soft: #5a6472; --line: #d9dee5; --paper: #f5f6f8;
  --yes: #1b6e3c; --no: #a3231f; --open: #8a5a00; --due: #1f4f8f; --person: #6a3d8f; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 46rem; padding: 2rem 1.25rem 4rem; color: var(--ink); background: #fff;
  font: 1rem/1.75 "Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", SimSun, Georgia, serif;
  line-break: strict; overflow-wrap: break-word; text-spacing-trim: trim-start; hanging-punctuation: allow-end; }
:lang(en) { font-family: Georgia, "Noto Serif", "Noto Serif CJK SC", "Songti SC", serif; }
h1 { font-size: 1.35rem; line-height: 1.5; margin: 0 0 .75rem; }
h2 { font-size: 1.15rem; margin: 2.25rem 0 .75rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
h4 { font-size: 1rem; margin: 0 0 .25rem; }
summary h3 { display: inline; font-weight: normal; }
.answer { border-left: .3rem solid currentcolor; padding: .4rem 1rem; margin: 0 0 1rem; font-size: 1.1rem; }
.answer b { margin-right: .6rem; }
.VIOLATED { --tone: var(--no); } .REQUIRED { --tone: var(--due); } .SATISFIED { --tone: var(--yes); }
.NEEDS_HUMAN_JUDGEMENT { --tone: var(--person); } .UNDETERMINED { --tone: var(--open); }
.NOT_APPLICABLE { --tone: var(--soft); }
.answer[class*=" "] { border-color: var(--tone); } .answer[class*=" "] b { color: var(--tone); }
.label { color: var(--tone); border: 1px solid currentcolor; border-radius: .2rem; padding: 0 .35rem; font-size: .85rem;
  white-space: nowrap; }
.card { border-left: .2rem solid var(--tone); padding: .1rem 0 .1rem .9rem; margin: .9rem 0; }
dl { margin: .35rem 0; display: grid; grid-template-columns: fit-content(11em) 1fr; column-gap: 1rem; }
dl > div { display: contents; } dt { color: var(--soft); } dd { margin: 0; }
.soft, code { color: var(--soft); font-size: .85rem; }
code { font-family: ui-monospace, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
blockquote { margin: .5rem 0; padding: .25rem 1rem; background: var(--paper); }
.card blockquote { font-size: .92rem; line-height: 1.6; margin: .25rem 0; } blockquote > p { margin: .2rem 0; }
blockquote .soft { display: inline-block; margin-left: .5rem; }
details { margin: .75rem 0; }
.finding { display: grid; grid-template-columns: 1fr fit-content(9em); column-gap: 1rem; }
.finding > details { margin: .1rem 0; min-width: 0; } .finding > .soft { text-align: right; }
summary { cursor: pointer; }
ul { list-style: none; margin: .15rem 0; padding-left: 1.4rem; }
.open { margin: .5rem 0; } .open > p { margin: 0; }
.boxes > li { position: relative; } .boxes > li:not(.soft)::before { content: "□"; position: absolute; left: -1.4rem; }
.boxes code { font-size: .72rem; }
.TRUE > .sign { color: var(--yes); } .FALSE > .sign { color: var(--no); } .UNKNOWN > .sign { color: var(--open); }
.sign { display: inline-block; width: 1.2em; font-weight: bold; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; font-weight: bold; }
th, td { border: 1px solid var(--line); padding: .25rem .5rem; font-weight: normal; text-align: center; }
.totals td { font-size: 1.2rem; } .totals th[class] { color: var(--tone); }
.answers td:first-child, .answers th { text-align: left; } .answers th { background: var(--paper); }
.answers td:last-child { width: 1%; white-space: nowrap; }
.silent { margin: .25rem 0 .75rem; line-height: 1.6; }
.idle { opacity: .72; }
@media print {
  body { max-width: none; padding: 0; font-size: 10.5pt; line-height: 1.6; }
  h2, h3, h4 { break-after: avoid; }
  details, blockquote > p, dl, tr, .open, .boxes > li { break-inside: avoid; }
  tr:has(th[colspan]) { break-after: avoid; } p, li { orphans: 2; widows: 2; }
  thead { display: table-header-group; }
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
@page { size: A4; margin: 20mm 18mm; @bottom-center { content: counter(page) " / " counter(pages); font-size: 9pt; } }
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
