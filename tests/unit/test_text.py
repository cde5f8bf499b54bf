"""Phrases come in Chinese and English, their fields filled in each language."""

from afterschool_policy.text import Text


def test_a_phrase_is_given_in_the_language_asked_for():
    phrase = Text("是", "yes")
    assert (phrase["zh"], phrase["en"]) == ("是", "yes")


def test_fields_are_filled_in_the_language_of_their_side():
    phrase = Text("{what}：{count}", "{what}: {count}")
    assert phrase.format(what=Text("人数", "people"), count="3") == Text("人数：3", "people: 3")


def test_phrases_are_joined_in_each_language_by_the_separator_of_that_language():
    one, two, three = Text("甲", "A"), Text("乙", "B"), Text("丙", "C")
    assert Text("、", ", ").join([one, two, three]) == Text("甲、乙、丙", "A, B, C")
    assert Text("、", ", ").join(iter([one])) == one
    assert Text("、", ", ").join([]) == Text("", "")
