import gevent

wait = 100
delays = [3, 7, 2, 5, 4, 1, 6, 2]


def download(name, delay):
    gevent.sleep(delay * wait / 1000)
    status = 404 if name == "6.gif" else 200
    print(f"{name}: {status}")


for n, delay in enumerate(delays, start=1):
    task = gevent.spawn(download, f"{n}.gif", delay)
    task.join()
