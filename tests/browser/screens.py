"""The screens that pages are looked at on, in CSS pixels: width and height."""

PHONE = (390, 844)
DESK = (1280, 900)
