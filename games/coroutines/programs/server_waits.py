import socket

import gevent
from gevent import monkey

monkey.patch_all()
guests = 4
head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
page = f"{head}<h1>Hello</h1>".encode()


def serve(client, name):
    print(f"{name}: connected")
    request = client.recv(1024)
    if not request:
        print(f"{name}: left")
        client.close()
        return
    client.sendall(page)
    client.close()
    print(f"{name}: answered")


server = socket.socket()
server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
server.bind(("", 8080))
server.listen(128)

for n in range(1, guests + 1):
    client, address = server.accept()
    task = gevent.spawn(serve, client, f"tablet{n}")
    task.join()
