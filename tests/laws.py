"""How often a law is tried: the same examples in every run, or ten times as many drawn at random (`nox -s laws`)."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

USUAL = 100  # examples of a law that names no number

# how long an example takes to draw is the machine's affair, and no law depends on it
BY_THE_CLOCK = [HealthCheck.too_slow]

settings.register_profile(
    "fixed", deadline=None, derandomize=True, max_examples=USUAL, suppress_health_check=BY_THE_CLOCK
)
settings.register_profile("drawn", deadline=None, max_examples=10 * USUAL, suppress_health_check=BY_THE_CLOCK)


def tried(times: int) -> settings:
    """Return how often a law is tried: so many times, and as many more as the profile says."""
    return settings(max_examples=times * settings.default.max_examples // USUAL)
