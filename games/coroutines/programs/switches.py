from greenlet import greenlet

first, rounds = 5, 3


def work1(value):
    for round in range(1, rounds + 1):
        print(f"work1 got {value}")
        value = g2.switch(value + 1)
    return value


def work2(value):
    while True:
        print(f"work2 got {value}")
        value = g1.switch(value * 2)


g1 = greenlet(work1)
g2 = greenlet(work2)

last = g1.switch(first)
print(f"main got {last}")
