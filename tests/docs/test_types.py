"""Every Python snippet of the documentation passes a strict type checker, as it stands for the reader."""

from __future__ import annotations

from pathlib import Path

from mypy import api

from tests.docs.blocks import ROOT, blocks, pages


def test_every_snippet_passes_mypy_strict(tmp_path: Path) -> None:
    modules = []
    for number, page in enumerate(pages()):
        found = [block for block in blocks(page) if block.language == "python"]
        if found:
            lines: list[str] = []
            for block in found:  # at their own lines, so that what is told names the line of the page
                lines += [""] * (block.first - len(lines)) + block.text.splitlines()
            module = tmp_path / f"page_{number}_{page.stem.replace('-', '_')}.py"
            module.write_text(f"# {page.relative_to(ROOT)}\n" + "\n".join(lines[1:]) + "\n", encoding="utf-8")
            modules.append(str(module))
    assert len(modules) > 20
    config = tmp_path / "mypy.ini"
    config.write_text(f"[mypy]\nstrict = True\nmypy_path = {ROOT / 'src'}\n", encoding="utf-8")
    told, failed, status = api.run([f"--config-file={config}", f"--cache-dir={ROOT / '.mypy_cache'}", *modules])
    assert status == 0, told + failed
