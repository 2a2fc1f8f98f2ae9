"""Who may add and remove papers in the browser."""

import pytest

from assistant.editing.allowed import may_edit

HERE = {"Host": "localhost:8501"}


@pytest.mark.parametrize("address", ["localhost", "127.0.0.1", "::1"])
@pytest.mark.parametrize("host", ["localhost:8501", "127.0.0.1:8501", "[::1]:8501", "LOCALHOST"])
def test_those_at_the_servers_own_machine_may(address, host):
    assert may_edit(None, address, "", {"Host": host})


@pytest.mark.parametrize("address", ["", "0.0.0.0", "::", "192.168.1.7", "papers.example"])
def test_nobody_may_where_the_server_is_open_to_others(address):
    assert not may_edit(None, address, "", HERE)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Host": "papers.example"},
        {"Host": "localhost.elsewhere.example:8501"},
        {"Host": "[broken"},
        {**HERE, "X-Forwarded-For": "10.0.0.1"},
        {**HERE, "forwarded": "for=10.0.0.1"},
        {**HERE, "X-Real-IP": "10.0.0.1"},
    ],
)
def test_nobody_may_through_a_proxy_or_under_another_name(headers):
    assert not may_edit(None, "localhost", "", headers)


def test_a_server_under_a_path_of_a_proxy_is_not_edited():
    assert not may_edit(None, "localhost", "scrutineer", HERE)


def test_the_setting_decides_where_it_is_set():
    assert may_edit(True, "0.0.0.0", "scrutineer", {})
    assert not may_edit(False, "localhost", "", HERE)
