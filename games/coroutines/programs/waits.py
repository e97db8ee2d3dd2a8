import gevent
from gevent import getcurrent

workers, rounds, wait = 3, 2, 100


def work(ms):
    for round in range(1, rounds + 1):
        print(f"{getcurrent().name}: round {round}")
        gevent.sleep(ms / 1000)


tasks = []
for n in range(1, workers + 1):
    task = gevent.spawn(work, n * wait)
    task.name = f"work{n}"
    tasks.append(task)
for task in tasks:
    task.join()
print("main: all done")
