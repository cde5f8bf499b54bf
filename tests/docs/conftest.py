"""The browser, to open the built site in."""

from tests.browser.conftest import chromium

__all__ = ["chromium"]
