"""Channels on a queue folder, also for another process: nothing here needs Django."""

from kombu import Connection

from config.environment import FOLDER_TRANSPORT, broker

OURS, KOMBUS = FOLDER_TRANSPORT, "filesystem"
QUEUE = "bells"
MESSAGES = 400


def channel_in(var, transport=OURS):
    url, options = broker("", var)
    connection = Connection(url, transport=transport, transport_options=dict(options))
    return connection.channel()


def produce(var, first):
    channel = channel_in(var)
    for number in range(first, first + MESSAGES):
        channel._put(QUEUE, {"n": number, "body": "x" * 20_000})
