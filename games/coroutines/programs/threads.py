import time
from concurrent.futures import ProcessPoolExecutor, as_completed

# Python's threads take turns when they compute, because one lock
# guards them all. Processes of their own really run side by side.
jobs, work, cores = 3, 200, 4


def clock():
    for tick in range(1, 5):
        time.sleep(0.05)
        print(f"clock: {tick}")


def compute(ms):
    end = time.perf_counter() + ms / 1000
    while time.perf_counter() < end:
        pass


def job(name):
    time.sleep(0.05)
    compute(work)
    return name


if __name__ == "__main__":
    with ProcessPoolExecutor(cores) as pool:
        tasks = []
        for n in range(1, jobs + 1):
            tasks.append(pool.submit(job, f"job{n}"))
        clock()
        for task in as_completed(tasks):
            print(f"{task.result()}: done")
