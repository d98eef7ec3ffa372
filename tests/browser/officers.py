"""Officers of several agencies, each before a browser of their own. This module makes and seats them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page

from data.desk import accounts, doors
from data.schema import OFFICE
from data.store import Store, open_store
from pages.ui.sitting import cookie_name
from tests import tambon
from tests.browser.serving import closed_page
from tests.browser.shown import settle

PASSWORD = "ข้าวต้มกับ ทะเลสาบ"
PEOPLE = {"malee": "municipality", "fon": "foundation", "chon": "irrigation"}
WIDE, PHONE = (1920, 1080), (390, 844)


def make(folder: Path) -> Store:
    """Make a store of the tambon with an officer of each of three agencies."""
    made = open_store(tambon.store(folder))
    for account, agency in PEOPLE.items():
        accounts.make_account(made, OFFICE, account, {"role": "officer", "agency_id": agency, "name": account})
        accounts.set_password(made, OFFICE, account, PASSWORD)
    return made


class Seats:
    """Browsers in which officers sit before the app."""

    def __init__(self, browser: Browser, store: Store, app: str) -> None:
        self.browser, self.store, self.app = browser, store, app
        self.opened: list[tuple[Page, list[str]]] = []

    def sit(self, account: str, path: str, size: tuple[int, int] = WIDE) -> Page:
        """Open a page as an officer, in a browser of their own."""
        page, tried = closed_page(self.browser, *size)
        self.opened.append((page, tried))
        token = doors.sign_in(self.store, account, PASSWORD)
        page.context.add_cookies([{"name": cookie_name(self.store), "value": token, "url": self.app}])
        self.go(page, path)
        return page

    def go(self, page: Page, path: str) -> None:
        """Open another page in the same browser."""
        page.goto(self.app + path)
        settle(page)


@contextmanager
def seats(browser: Browser, store: Store, app: str) -> Iterator[Seats]:
    """Seat officers; at the end no page may have asked another machine for anything."""
    made = Seats(browser, store, app)
    yield made
    for page, tried in made.opened:
        page.close()
        assert tried == []


def choose(page: Page, label: str, option: str) -> None:
    """Choose from a list by typing."""
    page.get_by_role("combobox", name=label).last.click()
    page.keyboard.type(option)
    page.get_by_role("option", name=option).first.click()
