"""Phrases come in Chinese and English, their fields filled in each language."""

from afterschool_policy.text import Text


def test_a_phrase_is_given_in_the_language_asked_for():
    phrase = Text("是", "yes")
    assert (phrase["zh"], phrase["en"]) == ("是", "yes")


def test_fields_are_filled_in_the_language_of_their_side():
    phrase = Text("{what}：{count}", "{what}: {count}")
    assert phrase.format(what=Text("人数", "people"), count="3") == Text("人数：3", "people: 3")
