"""The tables and plots of the documentation, written from results.json."""

from __future__ import annotations

from benchmarks.report.pages import files

for path, text in files().items():
    path.write_text(text, encoding="utf-8")
