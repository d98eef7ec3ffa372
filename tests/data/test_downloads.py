"""Downloads go on where they broke off, keep nothing wrong, and say in one line what the matter is."""

import gzip
import random
import socket
import sys

import pytest
from onefile import Site, serving_site

from data.errors import FileError
from data.readers import downloads
from data.readers.downloads import Download, download

CONTENT = random.Random(5).randbytes(500_000)


@pytest.fixture
def site():
    with serving_site(Site(CONTENT)) as served:
        yield served


@pytest.fixture
def fetch(tmp_path, site):
    """Download the site's file and return it, with what was reported in ``fetch.seen``."""

    def _fetch(sha256="", name="nation.zip"):
        return download(Download(site.url(name), sha256), tmp_path, lambda *numbers: _fetch.seen.append(numbers))

    _fetch.seen = []
    _fetch.place = Download(site.url()).place(tmp_path)
    _fetch.part = _fetch.place.with_name("nation.zip.part")
    return _fetch


def test_a_whole_file_comes_and_every_step_is_reported(fetch, site):
    assert fetch().read_bytes() == CONTENT
    assert fetch.seen[0] == (0, 500_000)
    assert fetch.seen[-1] == (500_000, 500_000)
    assert fetch.seen == sorted(fetch.seen)
    assert not fetch.part.exists()
    assert site.asked == [""]


def test_after_a_cut_only_the_rest_is_asked_for(fetch, site):
    site.cut_after = 200_000
    with pytest.raises(FileError, match="what has come is kept, the same command goes on"):
        fetch()
    came = fetch.part.stat().st_size
    assert 0 < came <= 200_000
    assert not fetch.place.exists()
    site.cut_after = None
    assert fetch(site.sha256()).read_bytes() == CONTENT
    assert site.asked == ["", f"bytes={came}-"]
    assert (came, 500_000) in fetch.seen


def test_a_file_that_breaks_off_again_and_again_is_whole_in_the_end(fetch, site):
    site.cut_after = 130_000
    for _ in range(10):
        try:
            assert fetch(site.sha256()).read_bytes() == CONTENT
            break
        except FileError:
            continue
    assert fetch.place.exists()
    assert 3 <= len(site.asked) <= 8


def test_a_server_without_ranges_sends_the_whole_again(fetch, site):
    site.cut_after, site.has_ranges = 200_000, False
    with pytest.raises(FileError):
        fetch()
    site.cut_after = None
    assert fetch(site.sha256()).read_bytes() == CONTENT


@pytest.mark.parametrize("heeds", [True, False])
def test_a_file_that_changed_in_between_is_begun_anew(fetch, site, heeds):
    site.cut_after = 200_000
    with pytest.raises(FileError):
        fetch()
    site.cut_after, site.content, site.etag, site.heeds_if_range = None, CONTENT[::-1], '"two"', heeds
    assert fetch().read_bytes() == CONTENT[::-1]


@pytest.mark.parametrize("etag", ["", 'W/"weak"'])
def test_a_server_that_names_no_version_sends_the_whole_again(fetch, site, etag):
    site.etag, site.cut_after = etag, 200_000
    with pytest.raises(FileError):
        fetch()
    site.cut_after = None
    assert fetch().read_bytes() == CONTENT
    assert site.asked == ["", ""]


def test_a_file_that_is_there_is_not_brought_again_unless_it_has_changed(fetch, site):
    fetch()
    assert fetch().read_bytes() == CONTENT
    assert site.asked == ["", "bytes=500000-"]
    site.content, site.etag = CONTENT[:1000], '"two"'
    assert fetch().read_bytes() == CONTENT[:1000]


def test_a_part_longer_than_the_file_is_begun_anew(fetch, site):
    site.cut_after = 200_000
    with pytest.raises(FileError):
        fetch()
    site.cut_after = None
    fetch.part.write_bytes(CONTENT * 2)
    assert fetch().read_bytes() == CONTENT


def test_a_damaged_note_of_the_version_begins_anew(fetch, site):
    site.cut_after = 200_000
    with pytest.raises(FileError):
        fetch()
    site.cut_after = None
    fetch.part.with_name("nation.zip.part.json").write_text("[")
    assert fetch().read_bytes() == CONTENT


def test_a_wrong_checksum_keeps_nothing_and_says_both(fetch, site):
    with pytest.raises(FileError, match=f"the checksum is {site.sha256()}, not {'0' * 64}: the file was not kept"):
        fetch("0" * 64)
    assert list(fetch.place.parent.iterdir()) == []


@pytest.mark.parametrize("status", [403, 404, 410, 500, 503])
def test_a_server_that_sends_no_file_says_its_status_and_where_to_look(site, tmp_path, status):
    site.status = status
    with pytest.raises(FileError, match=f"answers {status} and sends no file; https://example.org names the address"):
        download(Download(site.url(), page="https://example.org"), tmp_path, lambda *_: None)


def test_nobody_listening_is_said(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/nation.zip"
        with pytest.raises(FileError, match=r"127\.0\.0\.1 cannot be reached"):
            download(Download(url), tmp_path, lambda *_: None)


@pytest.mark.parametrize("location", ["file:///etc/passwd", "ftp://127.0.0.1/nation.zip", "gopher://127.0.0.1/"])
def test_no_redirect_leaves_the_web(fetch, site, location):
    site.location = location
    with pytest.raises(FileError, match="only http and https can"):
        fetch()
    assert not fetch.place.exists()
    assert not fetch.part.exists()


def test_a_redirect_within_the_web_is_followed_also_when_going_on(fetch, site):
    site.location, site.cut_after = site.url("moved"), 200_000
    with pytest.raises(FileError):
        fetch()
    site.cut_after = None
    assert fetch(site.sha256()).read_bytes() == CONTENT
    assert site.asked[-1].startswith("bytes=")


def test_a_circle_of_redirects_ends(fetch, site):
    site.location = site.url("nation.zip")
    with pytest.raises(FileError, match="only http and https can"):
        fetch()


@pytest.mark.parametrize("states_length", [True, False])
def test_a_file_over_the_limit_is_stopped_and_not_kept(fetch, site, monkeypatch, states_length):
    monkeypatch.setattr(downloads, "MAX_BYTES", 100_000)
    site.states_length = states_length
    with pytest.raises(FileError, match="larger than 100,000 bytes"):
        fetch()
    assert list(fetch.place.parent.iterdir()) == []


def test_a_file_of_unstated_length_comes_whole(fetch, site):
    site.states_length = False
    assert fetch().read_bytes() == CONTENT
    assert fetch.seen[-1] == (500_000, 500_000)
    assert fetch.seen[0] == (0, None)


def test_a_file_packed_on_the_way_is_unpacked(fetch, site):
    site.content, site.encoding = gzip.compress(CONTENT), "gzip"
    assert fetch().read_bytes() == CONTENT


def test_a_server_that_falls_silent_is_given_up_and_what_came_is_kept(fetch, site, monkeypatch):
    monkeypatch.setattr(downloads, "TIMEOUTS_S", (5.0, 2.0))
    site.stall_after = 200_000
    with pytest.raises(FileError, match="too slow"):
        fetch()
    came = fetch.part.stat().st_size
    assert came > 0
    site.stall_after = None
    assert fetch(site.sha256()).read_bytes() == CONTENT
    assert site.asked[-1] == f"bytes={came}-"


def test_a_slow_server_is_waited_for(fetch, site):
    site.stall_after = 200_000

    def report(done, _total):
        if done:
            site.go_on.set()

    assert download(Download(site.url()), fetch.place.parents[1], report).read_bytes() == CONTENT
    assert site.has_stalled.is_set()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit of this kind")
def test_a_full_disk_is_said_and_what_came_is_kept(fetch, site):
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, hard))
    try:
        with pytest.raises(FileError, match="the disk is full: make room, the same command goes on"):
            fetch()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert fetch.part.stat().st_size == 150_000
    assert fetch(site.sha256()).read_bytes() == CONTENT
    assert site.asked[-1] == "bytes=150000-"


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://example.org/a/tha.shp.zip", "tha.shp.zip"),
        ("https://example.org/a/%2e%2e%2Fx.zip?y=/z.gpkg", "x.zip"),
        ("https://example.org/..", ""),
        ("https://example.org/.hidden.zip", "hidden.zip"),
        ("https://example.org/ก b.zip", "__b.zip"),
    ],
)
def test_the_name_of_the_file_is_the_end_of_its_address_in_plain_letters(url, name):
    assert Download(url).name == name


def test_two_addresses_of_one_name_do_not_meet(tmp_path):
    one, other = (Download(f"https://example.org/{folder}/x.zip").place(tmp_path) for folder in "ab")
    assert one != other
    assert one.name == other.name == "x.zip"
