"""A page as a real Chromium shows it: its log, its requests, its layout, its print."""

from __future__ import annotations

import base64
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

_QUIET = (
    "--headless=new",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)
A4 = {"paperWidth": 210 / 25.4, "paperHeight": 297 / 25.4, "preferCSSPageSize": True, "printBackground": True}


def installed() -> tuple[str, str] | None:
    """The paths of Chromium and its driver, where both are there."""
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    return (chromium, driver) if chromium and driver else None


class Browser:
    """One Chromium that shows files."""

    def __init__(self, driver: webdriver.Chrome) -> None:
        self.driver = driver

    def show(self, page: Path, *, width: int = 1000, height: int = 900, scheme: str = "light") -> None:
        """Open a page anew, on a screen measured in CSS pixels and in a colour scheme; the logs start with it.

        A screen that is higher than wide is that of a phone, where no scroll bar takes room.
        """
        self.driver.get("about:blank")
        self._events()
        self.driver.get_log("browser")
        screen = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": height > width}
        self.command("Emulation.setDeviceMetricsOverride", **screen)
        self.command("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        self.driver.get(page.as_uri())

    def complaints(self) -> list[str]:
        """What the browser wrote to its console."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requests(self) -> list[str]:
        """Every address that was asked for since the page was opened."""
        sent = (each for each in self._events() if each["method"] == "Network.requestWillBeSent")
        return [each["params"]["request"]["url"] for each in sent]

    def run(self, script: str, *arguments: object) -> object:
        """What a script gives that the test runs in the page; the page itself may run none."""
        return self.driver.execute_script(script, *arguments)

    def printed(self) -> bytes:
        """The page as PDF, printed on A4, once its fonts are there."""
        self.run("return document.fonts.ready.then(() => true)")
        return base64.b64decode(self.command("Page.printToPDF", **A4)["data"])

    def picture(self, path: Path, *, first_screen: bool = False) -> None:
        """The whole page as an image, or what a screen shows of it first: PNG or WebP by the name of the file."""
        kind = path.suffix.removeprefix(".")
        shot = self.command("Page.captureScreenshot", format=kind, captureBeyondViewport=not first_screen)
        path.write_bytes(base64.b64decode(shot["data"]))

    def command(self, name: str, **parameters: object) -> dict[str, object]:
        """A command of the DevTools protocol."""
        return self.driver.execute_cdp_cmd(name, parameters)

    def _events(self) -> list[dict[str, object]]:
        return [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]


@contextmanager
def browser(chromium: str, driver: str, profile: Path) -> Iterator[Browser]:
    """A Chromium of its own, closed at the end."""
    options = Options()
    options.binary_location = chromium
    for each in (*_QUIET, f"--user-data-dir={profile}"):
        options.add_argument(each)
    if os.geteuid() == 0:
        options.add_argument("--no-sandbox")  # Chromium refuses to run as root with it, as build machines do
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    started = webdriver.Chrome(options=options, service=Service(driver))
    try:
        yield Browser(started)
    finally:
        started.quit()
