import gevent
from gevent.pool import Pool

wait = 100
delays = [3, 7, 2, 5, 4, 1, 6, 2]
limit = 3


def download(name, delay):
    gevent.sleep(delay * wait / 1000)
    status = 404 if name == "6.gif" else 200
    print(f"{name}: {status}")


pool = Pool(limit)
for n, delay in enumerate(delays, start=1):
    pool.spawn(download, f"{n}.gif", delay)
pool.join()
