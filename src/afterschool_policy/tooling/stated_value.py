"""What a parameter comes to, as people write it: the value that a version states, with its unit."""

from __future__ import annotations

from afterschool_policy.explain.phrases import plain
from afterschool_policy.language.printer import print_expression
from afterschool_policy.language.tree import Constant
from afterschool_policy.law.model import Law, Rule
from afterschool_policy.text import Text
from afterschool_policy.vocabulary.unit_words import unnamed


def stated_value(rule: Rule, law: Law) -> Text | None:
    """The value in words; None for a rule that states none, or one that is computed."""
    value = rule.body.value
    if rule.parameter is None or not isinstance(value, Constant):
        return None
    number, unit = plain(print_expression(value)), value.type.unit
    if unit is None or not unit.powers:
        return number
    words = law.units.get(str(unit)) or unnamed(str(unit))
    return words.around(number, one=value.value == 1, beside=plain(""))
