"""Keys: how they are made, kept, read and found again."""

import stat

import pytest

from assistant.doors.api.admission import read_rate
from assistant.doors.api.keys import add_key, digest_of, new_key, read_keys
from corpus.errors import SettingsError


def test_a_key_is_found_again_and_its_file_does_not_hold_it(tmp_path):
    (secret, key), (printed, public) = new_key("intranet"), new_key("box", is_public=True)
    file = tmp_path / "keys.txt"
    for one in (key, public):
        add_key(one, file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert secret not in file.read_text(encoding="utf-8")
    keys = read_keys("", file)
    assert (keys.find(secret), keys.find(printed)) == (key, public)
    assert keys.find("x" * 43) is keys.find("") is keys.find(digest_of(secret)) is keys.find("ключ") is None


def test_keys_of_the_environment_are_parted_by_commas_and_spaces():
    keys = read_keys(f"{'a' * 20}, {'b' * 20}\n{'c' * 20}", None)
    assert [key.name for key in keys.known] == ["environment-1", "environment-2", "environment-3"]
    assert keys.find("b" * 20) == keys.known[1]
    assert not read_keys("", None)


@pytest.mark.parametrize(
    ("listed", "text", "said"),
    [
        ("short", None, "Key 1 of SCRUTINEER_API_KEYS"),
        ("", "intranet sha256:12", "Line 1"),
        ("", "# keys\n\nsecret-key-itself", "Line 3"),
        ("", f"one sha256:{'0' * 64}\none sha256:{'1' * 64}", "Two keys have the name one"),
        ("", f"one sha256:{'0' * 64} secret", "Line 1"),
    ],
)
def test_what_is_no_key_is_told_with_its_place(tmp_path, listed, text, said):
    file = None
    if text is not None:
        file = tmp_path / "keys.txt"
        file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=said):
        read_keys(listed, file)


def test_a_missing_file_and_an_odd_name_are_told(tmp_path):
    with pytest.raises(SettingsError, match="cannot be read"):
        read_keys("", tmp_path / "none.txt")
    with pytest.raises(SettingsError, match="no name for a key"):
        new_key("my key")
    _, key = new_key("one")
    add_key(key, tmp_path / "keys.txt")
    with pytest.raises(SettingsError, match="Two keys have the name one"):
        add_key(key, tmp_path / "keys.txt")


def test_a_rate_is_read_and_what_is_none_is_told():
    assert (read_rate("60/minute").amount, read_rate("5 per hour").get_expiry()) == (60, 3600)
    with pytest.raises(SettingsError, match="no rate of requests"):
        read_rate("often")
