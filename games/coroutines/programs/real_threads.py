import time
from concurrent.futures import ProcessPoolExecutor, as_completed

# Python's threads take turns when they compute, because one lock
# guards them all. Processes of their own really run side by side.
jobs, below = 3, 200000


def count_primes(start, stop):
    primes = 0
    for number in range(max(2, start), stop):
        divisor = 2
        while divisor * divisor <= number and number % divisor:
            divisor += 1
        if divisor * divisor > number:
            primes += 1
    return primes


def job(name):
    time.sleep(0.05)
    return f"{name}: {count_primes(0, below)} primes"


if __name__ == "__main__":
    with ProcessPoolExecutor() as pool:
        tasks = []
        for n in range(1, jobs + 1):
            tasks.append(pool.submit(job, f"job{n}"))
        for task in as_completed(tasks):
            print(task.result())
