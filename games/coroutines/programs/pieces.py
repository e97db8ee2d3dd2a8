import time

import gevent

jobs, work = 3, 200


def clock():
    for tick in range(1, 5):
        gevent.sleep(0.05)
        print(f"clock: {tick}")


def compute(ms):
    end = time.perf_counter() + ms / 1000
    while time.perf_counter() < end:
        pass


def job(name):
    gevent.sleep(0.05)
    for piece in range(1, 5):
        compute(work / 4)
        gevent.sleep(0.001)
    print(f"{name}: done")


tasks = [gevent.spawn(clock)]
for n in range(1, jobs + 1):
    tasks.append(gevent.spawn(job, f"job{n}"))
gevent.joinall(tasks)
