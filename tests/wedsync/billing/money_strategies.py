"""Amounts in the currencies that differ: no decimals, two, three."""

from hypothesis import strategies as st

from wedsync.billing.money import EXPONENTS, Money

CURRENCIES = st.sampled_from(["USD", "JPY", "KWD"])
ANY_CURRENCY = st.sampled_from(sorted(EXPONENTS))
MICROS = st.integers(0, 10**12)
MONEY = st.builds(Money, st.integers(-(10**15), 10**15), ANY_CURRENCY)
