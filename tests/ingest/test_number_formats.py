"""Values of a spreadsheet are shown as their format shows them."""

from datetime import date, datetime, time, timedelta

import pytest

from ingest.readers.number_formats import shown


@pytest.mark.parametrize(
    ("value", "form", "expected"),
    [
        (0.4567, "0.0%", "45.7%"),
        (0.05, "0%", "5%"),
        (1234567, "#,##0", "1,234,567"),
        (-1234.5, "#,##0.00", "-1,234.50"),
        (-1234, "#,##0;(#,##0)", "(1,234)"),
        (-3, "0;[Red]-0", "-3"),
        (0, '#,##0;-#,##0;"-"', "-"),
        (1234.5, '"£"#,##0.00', "£1,234.50"),
        (-1234, "£#,##0", "-£1,234"),
        (1234567, '[$£-809]#,##0.0,,"m"', "£1.2m"),
        (12345, '£#,##0,"k"', "£12k"),
        (5, '_-* #,##0_-;-* #,##0_-;_-* "-"??_-;_-@_-', "5"),
        (-0.2, "0", "0"),
        (2.5, "0", "3"),
        (0.5, ".00", ".50"),
        (0.5, "0.##", "0.5"),
        (7, "000", "007"),
        (12, '0 "days"', "12 days"),
        (3, "General", "3"),
        (12.0, "General", "12"),
        (0.1 + 0.2, "General", "0.3"),
        (1 / 3, "General", "0.333333333"),
        (149, "@", "149"),
        (True, "General", "TRUE"),
        (None, "0.0", ""),
        ("n/a", "0.0%", "n/a"),
    ],
)
def test_numbers_are_shown_by_their_format(value, form, expected):
    assert shown(value, form) == expected


@pytest.mark.parametrize(
    ("value", "form", "expected"),
    [
        (date(2019, 5, 1), "mmm-yy", "May-19"),
        (date(2019, 5, 1), "dddd d mmmm yyyy", "Wednesday 1 May 2019"),
        (datetime(2019, 5, 31), "dd/mm/yyyy", "31/05/2019"),
        (datetime(2019, 5, 31), "dd.mm.yy", "31.05.19"),
        (datetime(2019, 5, 31, 14, 5), "dd/mm/yyyy hh:mm", "31/05/2019 14:05"),
        (time(14, 5), "h:mm AM/PM", "2:05 PM"),
        (timedelta(hours=30, minutes=4), "[h]:mm:ss", "30:04:00"),
        (date(2019, 5, 1), "General", "01/05/2019"),
    ],
)
def test_dates_and_times_are_shown_by_their_format(value, form, expected):
    assert shown(value, form) == expected
