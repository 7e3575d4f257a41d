"""The mark of a formula that is wrong on purpose."""

SLIP = "deliberately left in"
