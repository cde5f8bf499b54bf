"""What a name stands for, where it is stated, and where it is taken up."""

from pathlib import Path

from lsprotocol import types

from tests.lsp.editor import Editor, at


def places(found: list[types.Location]) -> list[tuple[str, int]]:
    return sorted((Path(each.uri).name, each.range.start.line + 1) for each in found)


def test_a_clause_is_shown_in_its_own_words(project):
    rules = project / "policy" / "rules" / "3-precious.yaml"
    with Editor(project) as editor:
        editor.open(rules)
        shown = editor.hover(rules, at(rules, "3a", "clauses: [3a]\nmodality: parameter"))
        assert shown is not None
        assert "> 第三条　古籍、地方文献等珍贵资料不得外借，" in shown
        assert "原文第" in shown
        assert "clauses.yaml 第" in shown


def test_a_fact_is_shown_with_its_question_type_and_codes(project):
    rules = project / "policy" / "rules" / "3-precious.yaml"
    with Editor(project) as editor:
        editor.open(rules)
        shown = editor.hover(rules, at(rules, "book.kind"))
        assert shown is not None
        for words in ("`book.kind` 图书类别", "哪类图书？", "代码，`book_kinds`", "- `ancient` 古籍", "facts.yaml 第"):
            assert words in shown


def test_a_rule_a_parameter_a_code_a_question_and_an_operator_are_shown(project):
    rules = project / "policy" / "rules" / "1-borrowing.yaml"
    precious = project / "policy" / "rules" / "3-precious.yaml"
    with Editor(project, {"lang": "en"}) as editor:
        editor.open(rules)
        editor.open(precious)
        for path, words, within, expected in (
            (rules, "readers-borrow", "rule: readers-borrow, basis", "Readers may borrow books"),
            (rules, "readers-borrow", "rule: readers-borrow, basis", "\n\nmay\n\n- `1b` "),
            (rules, "most_books", "parameter.most_books", "most books on loan"),
            (rules, "most_books", "parameter.most_books", "`10` `book`"),
            (rules, "reader.is_reader", "condition: reader.is_reader", "defined by rule `who-is-a-reader`"),
            (rules, "borrowing", "decision: borrowing", "**Question** `borrowing`"),
            (rules, "must_not", "modality: must_not", "condition true → prohibited"),
            (rules, "and", "has_card and not", "all of"),
            (precious, "ordinary", "book.kind != ordinary", "ordinary book"),
        ):
            assert expected in (editor.hover(path, at(path, words, within)) or ""), words


def test_it_leads_to_where_a_name_is_stated(project):
    rules = project / "policy" / "rules" / "1-borrowing.yaml"
    with Editor(project) as editor:
        editor.open(rules)
        for words, within, expected in (
            ("reader.has_card", "reader.has_card", [("facts.yaml", 41)]),
            ("reader.is_reader", "condition: reader.is_reader", [("1-borrowing.yaml", 7)]),
            ("most_books", "parameter.most_books", [("1-borrowing.yaml", 28), ("1-borrowing.yaml", 39)]),
            ("readers-borrow", "rule: readers-borrow, basis", [("1-borrowing.yaml", 12)]),
            ("borrowing", "decision: borrowing", [("decisions.yaml", 23)]),
            ("1b", "clauses: [1b]", [("clauses.yaml", 21)]),
        ):
            found = places(editor.definition(rules, at(rules, words, within)))
            for name, line in found:
                text = next(project.rglob(name)).read_text(encoding="utf-8").split("\n")[line - 1]
                assert words.rpartition(".")[2] in text, text
            assert [name for name, _ in found] == [name for name, _ in expected], words


def test_every_place_of_a_fact_is_found_in_rules_cases_and_the_vocabulary(project):
    rules, cases = project / "policy" / "rules" / "3-precious.yaml", project / "cases" / "borrowing.yaml"
    with Editor(project) as editor:
        editor.open(rules)
        found = editor.references(rules, at(rules, "book.kind"))
        written = sum(path.read_text(encoding="utf-8").count("book.kind") for path in project.rglob("*.yaml"))
        in_facts = [each for each in found if each.uri == cases.as_uri()]
        assert in_facts
        assert len(found) >= written + len(in_facts)
        unstated = editor.references(rules, at(rules, "book.kind"), stated=False)
        assert len(found) - len(unstated) == 1


def test_codes_clauses_parameters_and_rules_are_found_wherever_they_stand(project):
    rules, facts = project / "policy" / "rules" / "3-precious.yaml", project / "policy" / "facts.yaml"
    first = project / "policy" / "rules" / "1-borrowing.yaml"
    with Editor(project) as editor:
        editor.open(rules)
        names = {name for name, _ in places(editor.references(rules, at(rules, "ancient")))}
        assert {"facts.yaml", "3-precious.yaml"} <= names
        editor.open(facts)
        assert len(editor.references(facts, at(facts, "ancient"))) == len(
            editor.references(rules, at(rules, "ancient"))
        )
        assert {"clauses.yaml", "3-precious.yaml"} <= {
            name for name, _ in places(editor.references(rules, at(rules, "3a", "[3a]")))
        }
        editor.open(first)
        assert len(editor.references(first, at(first, "most_books", "parameter.most_books"))) >= 3
        found = places(editor.references(first, at(first, "readers-borrow")))
        assert {"1-borrowing.yaml", "3-precious.yaml"} <= {name for name, _ in found}


def test_names_in_a_folded_expression_have_their_places(project):
    path = project / "policy" / "rules" / "8-new.yaml"
    text = "rule: x\ncondition: >-\n  not shown(book.for_exhibition)\n  and book.kind == ancient\n"
    path.write_text(text, encoding="utf-8")
    with Editor(project) as editor:
        editor.open(path)
        (stated,) = editor.definition(path, at(path, "book.kind"))
        assert stated.uri.endswith("facts.yaml")
        (code,) = editor.definition(path, at(path, "ancient"))
        assert code.uri.endswith("facts.yaml")
        mine = [each for each in editor.references(path, at(path, "book.kind")) if each.uri == path.as_uri()]
        assert [(each.range.start.line, each.range.start.character) for each in mine] == [(3, 6)]


def test_a_name_is_known_by_its_words_where_the_file_cannot_be_read(project):
    path = project / "policy" / "rules" / "8-new.yaml"
    path.write_text("rule: [\ncondition: book.kind == ancient\nclauses: [3a]\n", encoding="utf-8")
    with Editor(project) as editor:
        editor.open(path)
        assert "哪类图书？" in (editor.hover(path, at(path, "book.kind")) or "")
        assert "古籍" in (editor.hover(path, at(path, "3a")) or "")


def test_the_symbols_of_a_file_are_what_it_states(project):
    rules, facts = project / "policy" / "rules" / "1-borrowing.yaml", project / "policy" / "facts.yaml"
    cases = project / "cases" / "borrowing.yaml"
    with Editor(project) as editor:
        for path in (rules, facts, cases):
            editor.open(path)

        def symbols(path: Path) -> list[types.DocumentSymbol]:
            params = types.DocumentSymbolParams(editor.document(path))
            found = editor.run(editor.client.text_document_document_symbol_async(params))
            return [each for each in found or () if isinstance(each, types.DocumentSymbol)]

        stated = symbols(rules)
        assert [each.name for each in stated] == [
            "who-is-a-reader", "readers-borrow", "most-books", "most-books", "not-too-many-books",
        ]  # fmt: skip
        assert stated[0].detail == "持有有效读者证的人是读者"
        assert [each.name for each in stated[0].children or ()] == ["reader.is_reader"]
        by_name = {each.name: each for each in symbols(facts)}
        assert [each.name for each in by_name["book"].children or ()][:2] == ["book.kind", "book.shelf"]
        assert symbols(cases)[0].kind is types.SymbolKind.Event


def test_every_name_of_a_policy_is_found_by_a_part_of_it_or_of_its_label(project):
    rules = project / "policy" / "rules" / "1-borrowing.yaml"
    with Editor(project) as editor:
        editor.open(rules)

        def found(query: str) -> set[str]:
            symbols = editor.run(editor.client.workspace_symbol_async(types.WorkspaceSymbolParams(query)))
            return {each.name for each in symbols or ()}

        assert found("readers-b") == {"readers-borrow"}
        assert "book.kind" in found("图书类别")
        assert "3a" in found("古籍")
        assert found("nothing by that name") == set()
