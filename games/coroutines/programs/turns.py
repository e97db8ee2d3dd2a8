workers, rounds = 2, 3


def work(name):
    for round in range(1, rounds + 1):
        print(f"{name}: round {round}")
        yield


line = []
for n in range(1, workers + 1):
    line.append(work(f"work{n}"))

while line:
    worker = line.pop(0)
    try:
        next(worker)
        line.append(worker)
    except StopIteration:
        pass
