"""The hook for a virus scanner: clamd's INSTREAM over a socket, `VIRUS_SCANNER` says where it listens."""

from __future__ import annotations

import logging
import socket
import struct
from typing import IO

from foundation.intake.refusal import RefusedFile

logger = logging.getLogger(__name__)
SECONDS = 60
CHUNK = 64 * 1024
LONGEST_ANSWER = 4096
INFECTED = (
    "病毒扫描发现该文件带有病毒或恶意代码（{name}），没有保存。请用杀毒软件处理本机后，重新制作该文件。"
)
UNREACHABLE = "病毒扫描服务没有应答，文件没有保存。请稍后再上传；多次不成功请联系系统管理员。"


def scan(file: IO[bytes], address: str) -> None:
    """RefusedFile where the scanner finds something, and where it cannot be asked: no answer is no."""
    file.seek(0)
    try:
        with _connected(address) as link:
            told = _told(link, file)
    except OSError:
        logger.exception("the virus scanner at %s does not answer", address)
        raise RefusedFile(UNREACHABLE) from None
    if told.endswith(" FOUND"):
        raise RefusedFile(INFECTED.format(name=told.removeprefix("stream: ").removesuffix(" FOUND")[:60]))
    if told != "stream: OK":
        logger.error("the virus scanner at %s says %r", address, told)
        raise RefusedFile(UNREACHABLE)


def _connected(address: str) -> socket.socket:
    """A socket to `address`: a path, or host:port."""
    if "/" in address:
        link = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        link.settimeout(SECONDS)
        try:
            link.connect(address)
        except OSError:
            link.close()
            raise
        return link
    host, _, port = address.rpartition(":")
    if not port.isdecimal():
        raise OSError(f"no address of a scanner: {address!r}")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=SECONDS)


def _told(link: socket.socket, file: IO[bytes]) -> str:
    """Send the file in pieces, each with its length before it, then an empty one; return the answer."""
    link.sendall(b"zINSTREAM\0")
    while piece := file.read(CHUNK):
        link.sendall(struct.pack("!I", len(piece)) + piece)
    link.sendall(struct.pack("!I", 0))
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER and (piece := link.recv(CHUNK)):
        answer += piece
    return answer.rstrip(b"\0\n").decode("utf-8", errors="replace").strip()
