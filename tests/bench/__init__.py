"""Measurements: `make bench`. They print figures and judge nothing; no test depends on a clock."""
