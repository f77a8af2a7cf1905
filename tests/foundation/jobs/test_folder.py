"""The queue as a folder: a message is there whole or not at all, and a damaged one ends nobody."""

import multiprocessing
import os
import tempfile
import time
from collections import Counter
from queue import Empty

import pytest
from kombu.exceptions import ChannelError

from foundation.jobs import services
from foundation.jobs.models import Job
from tests.foundation.jobs.folders import KOMBUS, MESSAGES, OURS, QUEUE, channel_in, produce
from tests.foundation.jobs.workers import Workers, wait_until


@pytest.fixture
def channels(tmp_path):
    """Make channels on the folder of this test, of our transport or of kombu's."""
    made = []

    def make(transport=OURS):
        made.append(channel_in(tmp_path, transport))
        return made[-1]

    yield make
    for channel in made:
        channel.connection.client.release()


@pytest.fixture
def messages(tmp_path):
    (tmp_path / "queue" / "messages").mkdir(parents=True)
    return tmp_path / "queue" / "messages"


def left_empty(messages):
    """A message that somebody has begun and not written; it sorts before every other one."""
    path = messages / f"0_0.{QUEUE}.msg"
    path.touch()
    return path


def test_messages_arrive_in_their_order(channels):
    channel = channels()
    for number in range(3):
        channel._put(QUEUE, {"n": number})

    assert [channel._get(QUEUE)["n"] for _ in range(3)] == [0, 1, 2]


def test_nothing_is_left_of_what_was_read(channels, messages, tmp_path):
    channel = channels()
    channel._put(QUEUE, {})
    channel._get(QUEUE)

    assert [path for path in (tmp_path / "queue").rglob("*") if path.is_file()] == []


def test_a_message_of_another_queue_is_left_alone(channels):
    channel = channels()
    channel._put("other", {})

    with pytest.raises(Empty):
        channel._get(QUEUE)
    assert channel._size("other") == 1


def test_an_empty_message_ends_kombus_own_reader(channels, messages):
    left_empty(messages)

    with pytest.raises(ValueError, match="Expecting value"):
        channels(KOMBUS)._get(QUEUE)


@pytest.mark.parametrize("content", [b"", b'{"body": "W1', b"\0" * 50, b"\xff"])
def test_ours_sets_it_aside_and_reads_the_next_one(channels, messages, tmp_path, content, caplog):
    channel, damaged = channels(), left_empty(messages)
    damaged.write_bytes(content)
    channel._put(QUEUE, {"n": 1})

    assert channel._get(QUEUE) == {"n": 1}
    assert (tmp_path / "queue" / "processed" / damaged.name).read_bytes() == content
    assert "a message that cannot be read was set aside" in caplog.text


def test_what_is_not_written_yet_is_not_there(channels, messages):
    (messages / "half.part").write_text("{")

    with pytest.raises(Empty):
        channels()._get(QUEUE)


def test_what_a_killed_process_left_is_removed_after_an_hour(channels, messages):
    for name, age in (("old.part", 3700), ("new.part", 60)):
        (messages / name).touch()
        os.utime(messages / name, (time.time() - age,) * 2)

    channels()._put("other", {})

    assert [path.name for path in messages.glob("*.part")] == ["new.part"]


@pytest.mark.parametrize(("transport", "works"), [(OURS, True), (KOMBUS, False)])
def test_no_message_passes_through_the_systems_folder(channels, monkeypatch, tmp_path, transport, works):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    channel = channels(transport)
    channel._put(QUEUE, {"n": 1})

    try:
        assert channel._get(QUEUE) == {"n": 1}
    except ChannelError:
        assert not works


def test_a_message_that_somebody_else_took_is_none(channels, messages):
    assert channels()._take(messages / f"gone.{QUEUE}.msg") is None


def test_a_folder_that_takes_no_message_is_the_channels_error(channels, messages):
    channel = channels()
    messages.rmdir()

    with pytest.raises(ChannelError, match="no message can be left"):
        channel._put(QUEUE, {})


def bind(channel, queue):
    channel._queue_bind("bell", "key", "", queue)


def bound(channel):
    return {row.queue for row in channel.get_table("bell")}


def test_every_queue_is_bound_and_unbound(channels):
    one, other = channels(), channels()
    for channel, queue in ((one, "a"), (other, "b"), (one, "c")):
        bind(channel, queue)

    one._delete("c", "bell", "key", "")

    assert bound(other) == {"a", "b"}


@pytest.fixture
def empty_table(tmp_path):
    table = tmp_path / "queue" / "control" / "bell.exchange"
    table.parent.mkdir(parents=True)
    table.touch()


def test_an_empty_table_ends_kombus_own_worker(channels, empty_table):
    with pytest.raises(ValueError, match="Expecting value"):
        bind(channels(KOMBUS), "a")


def test_ours_begins_it_anew(channels, empty_table, caplog):
    channel = channels()

    bind(channel, "a")

    assert bound(channel) == {"a"}
    assert "begun anew" in caplog.text


def test_while_two_write_and_two_read_each_message_is_read_once(channels, tmp_path):
    readers, spawn = [channels(), channels()], multiprocessing.get_context("spawn")
    writers = [spawn.Process(target=produce, args=(tmp_path, first)) for first in (0, MESSAGES)]
    for writer in writers:
        writer.start()

    read = Counter()
    while sum(read.values()) < 2 * MESSAGES and (any(map(is_alive, writers)) or readers[0]._size(QUEUE)):
        for reader in readers:
            read.update(numbers(reader))
    for writer in writers:
        writer.join()

    assert read == Counter(range(2 * MESSAGES))


def is_alive(process):
    return process.is_alive()


def numbers(reader):
    try:
        return [reader._get(QUEUE)["n"]]
    except Empty:
        return []


@pytest.mark.queue
@pytest.mark.django_db(transaction=True)
def test_a_worker_goes_on_after_a_damaged_message(broker_at, tmp_path):
    broker_at("", tmp_path)
    damaged = tmp_path / "queue" / "messages" / "0_0.celery.msg"
    damaged.touch()

    with Workers(tmp_path, "") as tree:
        worker = tree.start()
        services.enqueue("toy", subject_id=1)
        wait_until(lambda: Job.objects.filter(state="done").exists())

    assert (worker.returncode, damaged.exists()) == (-9, False)
    assert (tmp_path / "queue" / "processed" / damaged.name).exists()
