"""Choices a random world makes, and days beside days. This module is where its chance comes from."""

import pandas as pd


def months_before(day, n):
    return (pd.Timestamp(day) - pd.DateOffset(months=n)).date()


def near(day):
    """The day itself and its neighbours."""
    return [(pd.Timestamp(day) + pd.Timedelta(days=shift)).date() for shift in (-1, 0, 1)]


class Chance:
    """Every choice a random world makes."""

    def __init__(self, source):
        self.source = source

    def one_of(self, options):
        return options[self.source.randrange(len(options))]

    def happens(self, share):
        return self.source.random() < share

    def count(self, low, high):
        return self.source.randint(low, high)

    def some(self, options, low, high):
        """Different ones of the options."""
        left, taken = list(options), []
        for _ in range(min(self.count(low, high), len(left))):
            taken.append(left.pop(self.source.randrange(len(left))))
        return taken

    def maybe(self, options, blank_share):
        return None if self.happens(blank_share) else self.one_of(options)

    def maybe_day(self, days, blank_share, of_two):
        """Mostly an early day (of_two=min) or a late one (of_two=max), so that much is open and tied."""
        return None if self.happens(blank_share) else of_two(self.one_of(days), self.one_of(days))
