"""Whether memory is flat, told from a measurement a minute."""

from benchmarks.soak import GROWTH, growth


def test_memory_that_fills_up_once_is_flat_and_memory_that_goes_on_rising_is_not():
    filling = [300 + 10 * min(minute, 8) for minute in range(30)]
    assert growth(filling, 30) == 0
    leaking = [300 + 0.5 * minute for minute in range(30)]
    assert growth(leaking, 30) == 0.5 > GROWTH


def test_a_single_high_measurement_changes_nothing():
    assert growth([300.0] * 25 + [900.0] + [300.0] * 4, 30) == 0


def test_a_run_of_one_measurement_has_no_growth():
    assert growth([300.0], 1) == 0
