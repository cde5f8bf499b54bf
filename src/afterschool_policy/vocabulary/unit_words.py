"""Units as people write them around a number."""

from __future__ import annotations

from dataclasses import dataclass

from afterschool_policy.text import Lang, Text
from afterschool_policy.values.units import DAY, MONTH, WORKING_DAY, YEAR

_COUNTING = ("number of ", "the number of ")
"""How an English name begins that says itself what is counted."""


@dataclass(frozen=True, slots=True)
class UnitWords:
    """How a unit is written: 300元, 4名教师, 每课时60元; 300 yuan, 1 teacher, 4 teachers.

    Attributes:
        zh: What stands after a number in Chinese, as in 元 or 名.
        en: The same in English.
        en_one: What stands after one in English.
        zh_before: What stands before a number in Chinese: of a rate, what it is for each of, as in 每课时.
        zh_noun: What is counted in Chinese, as in 教师: not said again beside a name that says it.
    """

    zh: str
    en: str
    en_one: str
    zh_before: str = ""
    zh_noun: str = ""

    @property
    def label(self) -> Text:
        """The unit without a number."""
        before = f"{self.zh_before}…" if self.zh_before else ""
        return Text(f"{before}{self.zh}{self.zh_noun}", self.en)

    def stands_around(self, before: str, after: str, lang: Lang) -> bool:
        """Whether the unit is written, in full, around a number that stands between these words."""
        if lang == "zh":
            return before.endswith(self.zh_before) and after.startswith(self.zh + self.zh_noun)
        return after.startswith((self.en_one, self.en))

    def around(self, number: Text, *, one: bool, beside: Text) -> Text:
        """A number with its unit, `beside` a name (which may be empty) that can say of what it is."""
        before = "" if self.zh_before in beside.zh else self.zh_before
        noun = "" if self.zh_noun in beside.zh else self.zh_noun
        said = f" {self.en} " in f" {beside.en} " or beside.en.startswith(_COUNTING)
        unit = "" if said else _apart(self.en_one if one else self.en)
        return Text(f"{before}{number.zh}{_apart(self.zh)}{noun}", number.en + unit)


_SPANS = {
    f"{DAY}": UnitWords("天", "days", "day"),
    f"{MONTH}": UnitWords("个月", "months", "month"),
    f"{YEAR}": UnitWords("年", "years", "year"),
    f"{WORKING_DAY}": UnitWords("个工作日", "working days", "working day"),
}
"""The words of the units of time, which no policy has to give."""


def unnamed(unit: str) -> UnitWords:
    """A unit that the policy has no words for: one of time in plain words, any other as expressions write it."""
    return _SPANS.get(unit) or UnitWords(unit, unit, unit)


def _apart(unit: str) -> str:
    """A unit in Latin letters stands apart from its number, a Chinese one and a sign such as % do not."""
    first = unit[:1]
    return f" {unit}" if first.isascii() and first.isalpha() else unit
