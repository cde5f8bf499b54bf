"""What is written in expressions and is none of their language: what it was meant for, and what is written instead."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from typing import NamedTuple

from afterschool_policy.diagnostics import Field
from afterschool_policy.text import Text

FULL_WIDTH = {
    "：": ":", "，": ",", "（": "(", "）": ")", "【": "[", "】": "]", "“": '"', "”": '"', "‘": '"', "’": '"',
    "＝": "=", "＜": "<", "＞": ">", "≤": "<=", "≥": ">=", "≠": "!=", "×": "*", "÷": "/", "＋": "+", "－": "-",
    "；": ",", "、": ",", "。": ".", "．": ".", "！": "!", "％": "%", "\u3000": " ", "\u00a0": " ",
}  # fmt: skip

_MARKS = {
    "=": Text("比较相等要写两个等号 ==", "equality is written with two signs, =="),
    "&": Text("“并且”写 and", "write `and`"),
    "|": Text("“或者”写 or", "write `or`"),
    "!": Text("“不”写 not，不等于写 !=", "write `not`; for inequality `!=`"),
    "'": Text("文字用英文双引号", "text stands in double quotes"),
    "$": Text("名称前不加符号", "names have no sign in front"),
}
_SAID = {
    "==": "等于", "!=": "不等于", ">": "大于 高于 超过 多于", "<": "小于 低于 少于",
    "<=": "不超过 不大于 不高于 不多于 至多", ">=": "不少于 不小于 不低于 至少",
    "and": "并且 而且 且 和 与", "or": "或者 或", "not": "不是 并非 不 非", "in": "属于",
    "true": "是 真", "false": "否 假",
    "+": "加", "-": "减", "*": "乘以 乘", "/": "除以",
}  # fmt: skip
_WORDS = {word: written for written, words in _SAID.items() for word in words.split()}
"""Words of the text with what is written for them."""

_COMPARING = {"＝": "=", "＜": "<", "＞": ">", "！": "!"}
_DIGITS = re.compile(r"[\d:：.．]+")
_OF_OTHER_LANGUAGES = {"&&": "and", "||": "or"}

TRUTHS = {"yes": "true", "no": "false", "on": "true", "off": "false"}
"""Names that other languages have for true and false."""

_UNSEEN_SIGNS = {
    "\u3000": Text("全角空格", "IDEOGRAPHIC SPACE"),
    "\u00a0": Text("不换行空格", "NO-BREAK SPACE"),
    "\u200b": Text("零宽空格", "ZERO WIDTH SPACE"),
    "\u200c": Text("零宽不连字", "ZERO WIDTH NON-JOINER"),
    "\u200d": Text("零宽连字", "ZERO WIDTH JOINER"),
    "\u2028": Text("行分隔符", "LINE SEPARATOR"),
    "\ufeff": Text("字节顺序标记", "BYTE ORDER MARK"),
}

_CHINESE = re.compile(r"[\u3400-\u9fff]+")
_WRITE = Text("“{word}”写 {wanted}", "for `{word}` write `{wanted}`")
_UNIT = Text(
    "数后面不写单位“{word}”：单位是事实或者参数的",
    "no unit `{word}` is written after a number: facts and parameters have one",
)
_WORD = Text(
    "不认识“{word}”：写事实的名称、代码，文字加英文双引号",
    "`{word}` has no meaning here: write the name of a fact, a code, or a text in double quotes",
)
_CAPITAL = Text("名称只用小写字母", "names are in small letters")
_UNSEEN = Text("有一个看不见的字符 {sign}，删去它", "it holds a character that nobody sees, {sign}: remove it")
_NO_MEANING = Text("不认识的字符“{char}”", "the character `{char}` has no meaning here")


class Slip(NamedTuple):
    """The code of a fault with its place in the text and its fields: `found` and `wanted` where one thing mends it."""

    code: str
    start: int
    end: int
    fields: dict[str, Field]


def slip_at(text: str, place: int, marks: Container[str]) -> Slip:
    """What is wrong at a place where no token begins; `marks` are the signs of the language."""
    char = text[place]
    if char in ("=", "!", *_COMPARING) and (slip := _compared(text, place, marks)) is not None:
        return slip
    if wanted := FULL_WIDTH.get(char):
        return Slip("expression-fullwidth", place, place + 1, {"found": char, "wanted": wanted})
    if char.isdigit() and (run := _DIGITS.match(text, place)) is not None:
        return Slip("expression-digit", *run.span(), {"found": run[0], "wanted": _in_ascii(run[0])})
    if wanted := _OF_OTHER_LANGUAGES.get(found := text[place : place + 2]):
        problem = _WRITE.format(word=found, wanted=wanted)
        return _syntax(place, place + 2, problem, found=found, wanted=wanted)
    if (run := _CHINESE.match(text, place)) is not None:
        return _of_word(run.group(), place, after_number=text[:place].rstrip()[-1:].isdigit())
    return _syntax(place, place + 1, _of_character(char))


def _syntax(start: int, end: int, problem: Text, **fields: Field) -> Slip:
    return Slip("expression-syntax", start, end, {"problem": problem, **fields})


def _compared(text: str, place: int, marks: Container[str]) -> Slip | None:
    """Of signs of comparison that stand together and are none of the language the one that is meant, if it is one."""
    start, end = place, place + 1
    while start and text[start - 1] in _COMPARING.values():
        start -= 1
    while text[end : end + 1] in {*_COMPARING, *_COMPARING.values()}:
        end += 1
    found = text[start:end]
    plain = "".join(_COMPARING.get(sign, sign) for sign in found)
    wanted = "==" if set(plain) == {"="} else plain
    if found != plain and wanted in marks:
        return Slip("expression-fullwidth", start, end, {"found": found, "wanted": wanted})
    return _syntax(start, end, _MARKS["="], found=found, wanted=wanted) if wanted == "==" else None


def _in_ascii(digits: str) -> str:
    return "".join(str(unicodedata.digit(sign)) if sign.isdigit() else FULL_WIDTH.get(sign, sign) for sign in digits)


def unseen(char: str) -> Text | None:
    """The name of a character that nobody sees, or that looks like a space and is none; None for any other."""
    if char == " " or unicodedata.category(char) not in ("Cf", "Zs", "Cc", "Zl", "Zp"):
        return None
    known = _UNSEEN_SIGNS.get(char, Text("", ""))
    return Text("U+{code} {name}", "U+{code} {name}").format(code=f"{ord(char):04X}", name=known)


def _of_character(char: str) -> Text:
    if char in _MARKS:
        return _MARKS[char]
    if char.isupper():
        return _CAPITAL
    if (sign := unseen(char)) is not None:
        return _UNSEEN.format(sign=sign)
    return _NO_MEANING.format(char=char)


def _of_word(word: str, place: int, *, after_number: bool) -> Slip:
    """A word of the text: an operator, a unit, or what may be the label of a fact."""
    begins = max((known for known in _WORDS if word.startswith(known)), key=len, default="")
    if begins == word or (begins and len(begins) > 1):
        return _syntax(place, place + len(begins), _WRITE.format(word=begins, wanted=_WORDS[begins]))
    end = place + len(word)
    if after_number:
        return _syntax(place, end, _UNIT.format(word=word))
    return Slip("expression-word", place, end, {"name": word})
