import gevent

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
    gevent.sleep(0.05)
    primes = count_primes(0, below)
    print(f"{name}: {primes} primes")


tasks = []
for n in range(1, jobs + 1):
    tasks.append(gevent.spawn(job, f"job{n}"))
gevent.joinall(tasks)
