"""One name for one thing: no two classes of the library share a name."""

import ast
from collections import Counter
from pathlib import Path

import afterschool_policy

SOURCE = Path(afterschool_policy.__file__).parent


def test_no_two_classes_share_a_name():
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in SOURCE.rglob("*.py"))
    classes = [node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    public = Counter(name for name in classes if not name.startswith("_"))
    assert [name for name, count in public.items() if count > 1] == []
