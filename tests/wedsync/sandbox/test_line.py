"""One kept connection: it comes back after a hang-up, and reaches nothing else."""

import socket
import threading

import pytest

from tests.wedsync.sandbox.receiver import Receiver
from wedsync.sandbox.line import Line, Outgoing

ANSWER = b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n"


def test_it_answers_with_the_status(receiver: Receiver):
    receiver.answers = [204, 500]
    line = Line(receiver.url)

    got = [line.send(Outgoing("GET", f"{receiver.url}/x?a=1")) for _ in range(2)]
    line.close()

    assert (got, receiver.visits) == ([204, 500], [("GET", "/x?a=1")] * 2)


def test_it_reaches_nothing_but_its_base(receiver: Receiver):
    with pytest.raises(ValueError, match="is not below"):
        Line(receiver.url).send(Outgoing("GET", "http://127.0.0.1:9/"))


def test_nobody_there_is_no_status():
    assert Line("http://127.0.0.1:9").send(Outgoing("GET", "http://127.0.0.1:9/")) is None


def test_a_server_that_hangs_up_between_two_is_called_again():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        server = threading.Thread(target=answer_and_hang_up, args=(listener, 2))
        server.start()
        line = Line(url)

        got = [line.send(Outgoing("GET", url)) for _ in range(2)]
        line.close()
        server.join()

    assert got == [200, 200]


def answer_and_hang_up(listener: socket.socket, times: int) -> None:
    for _ in range(times):
        connection, _ = listener.accept()
        with connection:
            connection.recv(65_536)
            connection.sendall(ANSWER)
