"""Takes results.json; writes the tables and plots of the documentation that are made of it."""

from __future__ import annotations

from benchmarks.report.pages import files

for path, text in files().items():
    path.write_text(text, encoding="utf-8")
