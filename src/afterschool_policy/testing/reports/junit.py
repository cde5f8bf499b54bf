"""A run as JUnit XML, which every CI server reads: a suite for each file of cases."""

from __future__ import annotations

from itertools import groupby
from xml.etree import ElementTree as Xml

from afterschool_policy.testing.failures import RunResult, failure_lines
from afterschool_policy.testing.run import CaseRun
from afterschool_policy.text import Lang, visible


def as_junit(run: CaseRun, lang: Lang) -> str:
    """The document; what XML cannot hold is written as an escape."""
    root = Xml.Element("testsuites", _counts(run.results))
    for path, of_file in groupby(sorted(run.results, key=_path), key=_path):
        results = [*of_file]
        suite = Xml.SubElement(root, "testsuite", {"name": visible(path), **_counts(results)})
        for result in results:
            place = {"file": visible(path), "line": str(result.span.line)}
            case = Xml.SubElement(suite, "testcase", {"classname": visible(path), "name": visible(result.id), **place})
            if not result.passed:
                lines = [visible(line) for line in failure_lines(result, lang)]
                kind = "error" if result.error is not None else "failure"
                Xml.SubElement(case, kind, {"message": lines[0]}).text = "\n".join([str(result.span), *lines])
    Xml.indent(root)
    return Xml.tostring(root, encoding="unicode", xml_declaration=False).join(
        ('<?xml version="1.0" encoding="UTF-8"?>\n', "\n")
    )


def _path(result: RunResult) -> str:
    return result.span.file.path


def _counts(results: tuple[RunResult, ...] | list[RunResult]) -> dict[str, str]:
    failed = [result for result in results if not result.passed]
    errors = sum(result.error is not None for result in failed)
    return {"tests": str(len(results)), "failures": str(len(failed) - errors), "errors": str(errors)}
