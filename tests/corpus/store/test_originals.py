"""Originals: the papers' own files, whole, as long as any generation holds them."""

import hashlib

import pytest

from corpus.store.originals import Originals


@pytest.fixture
def kept(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("the ferry")
    sha256 = hashlib.sha256(b"the ferry").hexdigest()
    originals = Originals(tmp_path / "originals")
    originals.keep(file, sha256)
    return originals, sha256


def test_a_file_is_kept_by_its_digest(kept):
    originals, sha256 = kept
    assert originals.path(sha256).read_text() == "the ferry"


def test_a_file_is_kept_once(kept, tmp_path):
    originals, sha256 = kept
    originals.keep(tmp_path / "gone", sha256)
    assert originals.path(sha256).read_text() == "the ferry"


def test_only_what_is_held_stays_and_no_half_copy(kept):
    originals, sha256 = kept
    half = originals.path("ff" * 32).with_suffix(".partial")
    half.parent.mkdir()
    half.write_text("the fer")
    originals.keep_only([sha256])
    assert originals.path(sha256).exists()
    assert not half.exists()
    originals.keep_only([])
    assert not originals.path(sha256).exists()


def test_a_copy_that_fails_leaves_no_file_under_the_digest(kept, tmp_path):
    originals, _ = kept
    with pytest.raises(OSError):
        originals.keep(tmp_path / "gone", "ee" * 32)
    assert not originals.path("ee" * 32).exists()
