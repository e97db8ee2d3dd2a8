from gevent import monkey

monkey.patch_all()

from gevent.pool import Pool
from urllib.request import urlopen

host = "http://127.0.0.1:8080/games/coroutines/"
files = [
    "cover.svg",
    "style.css",
    "runs/run.ts",
    "trace/recorder.ts",
    "runs/instrument.ts",
    "library/tasks.ts",
    "library/coroutines.ts",
    "library/round_robin.ts",
]
limit = 3


def download(name):
    with urlopen(host + name) as answer:
        answer.read()
        print(f"{name}: {answer.status}")


pool = Pool(limit)
for name in files:
    pool.spawn(download, name)
pool.join()
