"""The models of "bench -- sim" in SimPy: MODEL SIZE SEED; prints CPU seconds, events, the mean and its standard error."""
import math
import random
import sys
import time

import simpy


class Counting(simpy.Environment):
    told = 0

    def step(self):
        self.told += 1
        super().step()


def row(customers, between, servers, service, seed):
    env, luck = Counting(), random.Random(seed)
    stations = [simpy.Resource(env, count) for count in servers]
    sums, seen, size = [0.0] * 40, [0], customers // 40

    def customer():
        came = env.now
        for station, mean in zip(stations, service):
            with station.request() as turn:
                yield turn
                yield env.timeout(luck.expovariate(1 / mean))
        batch = seen[0] // size
        seen[0] += 1
        if batch < 40:
            sums[batch] += env.now - came

    def arrivals():
        for _ in range(customers):
            yield env.timeout(luck.expovariate(1 / between))
            env.process(customer())

    env.process(arrivals())
    env.run()
    means = [total / size for total in sums]
    mean = sum(means) / 40
    return mean, math.sqrt(sum((m - mean) ** 2 for m in means) / 39 / 40), env.told


def revenue(seed):
    env, luck = Counting(), random.Random(seed)
    sdr, ae, csm = simpy.Resource(env, 2), simpy.Resource(env, 50), simpy.Resource(env, 1)
    spread = math.sqrt(math.log(1 + 0.8 * 0.8))
    location, active = math.log(0.14) - spread * spread / 2, [0]

    def lead():
        with sdr.request() as turn:
            yield turn
            yield env.timeout(luck.expovariate(1 / 0.008))
        if luck.random() >= 0.4:
            return
        with ae.request() as slot:
            yield slot
            for _ in range(4):
                yield env.timeout(luck.lognormvariate(location, spread))
        if luck.random() >= 0.2:
            return
        with csm.request() as turn:
            yield turn
            yield env.timeout(luck.expovariate(1 / 0.05))
        active[0] += 1
        while True:
            yield env.timeout(1)
            if luck.random() < 0.02:
                active[0] -= 1
                return

    def leads():
        while True:
            yield env.timeout(luck.expovariate(200))
            env.process(lead())

    env.process(leads())
    env.run(until=36)
    return active[0], env.told


def revenues(replications, seed):
    results = [revenue(seed + i) for i in range(replications)]
    values = [value for value, _ in results]
    mean = sum(values) / replications
    error = math.sqrt(sum((v - mean) ** 2 for v in values) / (replications - 1) / replications)
    return mean, error, sum(told for _, told in results)


if __name__ == "__main__":
    model, size, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    begun = time.process_time()
    if model == "mm1":
        answer = row(size, 1 / 0.9, [1], [1.0], seed)
    elif model == "tandem":
        answer = row(size, 1.0, [2, 3, 4], [1.6, 2.4, 3.0], seed)
    else:
        answer = revenues(size, seed)
    print(f"{time.process_time() - begun:.6f} {answer[2]} {answer[0]:.6f} {answer[1]:.6f}")
