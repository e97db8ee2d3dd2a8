"""Serves the files of a folder with gevent, as the program that coplay grew out of does."""
import mimetypes
import os
import sys

from gevent.pywsgi import WSGIServer

root, port = sys.argv[1], int(sys.argv[2])


def answer(environ, start_response):
    path = os.path.join(root, environ["PATH_INFO"].lstrip("/"))
    with open(path, "rb") as file:
        body = file.read()
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    start_response("200 OK", [("Content-Type", kind), ("Content-Length", str(len(body)))])
    return [body]


WSGIServer(("127.0.0.1", port), answer, log=None).serve_forever()
