"""The downloader that coplay grew out of, as its tutorial wrote it: one greenlet a URL, all at once.

Usage: gevent_download.py LIST FOLDER [AT_ONCE]; AT_ONCE 0 starts all of them, 1 is one after another.
"""
from gevent import monkey

monkey.patch_all()
import sys
import urllib.request

import gevent.pool


def download(url, path):
    try:
        with urllib.request.urlopen(url) as answer, open(path, "wb") as file:
            while True:
                piece = answer.read(1024)
                if not piece:
                    break
                file.write(piece)
    except Exception as reason:
        print("文件%s下载失败！ %s" % (path, reason))


urls = [line.strip() for line in open(sys.argv[1]) if line.strip()]
at_once = int(sys.argv[3]) if len(sys.argv) > 3 else 0
pool = gevent.pool.Pool(at_once or None)
for number, url in enumerate(urls, 1):
    pool.spawn(download, url, "%s/%d" % (sys.argv[2], number))
pool.join()
