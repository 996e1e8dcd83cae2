// A hand-written event loop for each of the models of "bench -- sim": what the clockwork is measured against.
//   loop MODEL SIZE SEED
// prints CPU seconds, events, the mean and its standard error.
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <deque>
#include <queue>
#include <vector>

struct Chance {
    uint64_t s[4];
    explicit Chance(uint64_t seed) {
        for (auto& word : s) {
            uint64_t z = seed += 0x9E3779B97F4A7C15ull;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
            word = z ^ (z >> 31);
        }
    }
    static uint64_t rotl(uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }
    uint64_t next() {
        const uint64_t result = rotl(s[1] * 5, 7) * 9, t = s[1] << 17;
        s[2] ^= s[0]; s[3] ^= s[1]; s[1] ^= s[2]; s[0] ^= s[3]; s[2] ^= t;
        s[3] = rotl(s[3], 45);
        return result;
    }
    double uniform() { return ((next() >> 12) + 0.5) * (1.0 / 4503599627370496.0); }
    double exponential(double mean) { return -mean * std::log(uniform()); }
    double normal() { return std::sqrt(-2 * std::log(uniform())) * std::cos(6.283185307179586 * uniform()); }
};

struct Event { double at; uint64_t order; int32_t what, who; };
struct Later { bool operator()(const Event& a, const Event& b) const { return a.at > b.at || (a.at == b.at && a.order > b.order); } };

struct Agenda {
    std::priority_queue<Event, std::vector<Event>, Later> heap;
    uint64_t order = 0, told = 0;
    double now = 0;
    void plan(double at, int what, int who) { heap.push({at, order++, what, who}); }
    Event next() { Event e = heap.top(); heap.pop(); now = e.at; told++; return e; }
};

struct Answer { double mean, error; uint64_t events; };

struct Batches {
    static constexpr int count = 40;
    double sums[count] = {}; uint64_t size, seen = 0;
    explicit Batches(uint64_t all) : size(all / count) {}
    void add(double value) { uint64_t b = seen++ / size; if (b < count) sums[b] += value; }
    Answer answer(uint64_t events) const {
        double mean = 0, squares = 0;
        for (double sum : sums) mean += sum / size / count;
        for (double sum : sums) squares += (sum / size - mean) * (sum / size - mean);
        return {mean, std::sqrt(squares / (count - 1) / count), events};
    }
};

// Stations in a row, customers first come first served; M/M/1 is one of them.
Answer row(uint64_t customers, double between, std::vector<int> servers, std::vector<double> service, uint64_t seed) {
    Chance chance(seed);
    Agenda agenda;
    Batches sojourn(customers);
    std::vector<std::deque<int32_t>> lines(servers.size());
    std::vector<int> busy(servers.size());
    std::vector<double> came;
    std::vector<int32_t> freed;
    uint64_t arrived = 0;
    auto arrive = [&](int station, int who) {
        if (busy[station] < servers[station]) { busy[station]++; agenda.plan(agenda.now + chance.exponential(service[station]), station, who); }
        else lines[station].push_back(who);
    };
    agenda.plan(chance.exponential(between), -1, 0);
    while (!agenda.heap.empty()) {
        Event e = agenda.next();
        if (e.what < 0) {
            int32_t who;
            if (freed.empty()) { who = (int32_t)came.size(); came.push_back(0); } else { who = freed.back(); freed.pop_back(); }
            came[who] = agenda.now;
            arrive(0, who);
            if (++arrived < customers) agenda.plan(agenda.now + chance.exponential(between), -1, 0);
            continue;
        }
        busy[e.what]--;
        if (!lines[e.what].empty()) {
            int32_t next = lines[e.what].front();
            lines[e.what].pop_front();
            busy[e.what]++;
            agenda.plan(agenda.now + chance.exponential(service[e.what]), e.what, next);
        }
        if (e.what + 1 < (int)servers.size()) arrive(e.what + 1, e.who);
        else { sojourn.add(agenda.now - came[e.who]); freed.push_back(e.who); }
    }
    return sojourn.answer(agenda.told);
}

// Leads, two SDRs, two AEs with 25 slots each, four log-normal stages, one CSM, customers who may leave every month.
int revenue(uint64_t seed, uint64_t& events) {
    enum { Lead, Answered, Staged, Onboarded, Month };
    Chance chance(seed);
    Agenda agenda;
    std::deque<int32_t> forSdr, forCsm;
    int sdr = 2, slots = 50, csm = 1, waitingForAe = 0, active = 0;
    const double spread = std::sqrt(std::log(1 + 0.8 * 0.8)), location = std::log(0.14) - spread * spread / 2;
    auto stage = [&](int number) { agenda.plan(agenda.now + std::exp(location + spread * chance.normal()), Staged, number); };
    agenda.plan(chance.exponential(1.0 / 200), Lead, 0);
    while (agenda.heap.top().at <= 36) {
        Event e = agenda.next();
        switch (e.what) {
        case Lead:
            if (sdr > 0) { sdr--; agenda.plan(agenda.now + chance.exponential(0.008), Answered, 0); } else forSdr.push_back(0);
            agenda.plan(agenda.now + chance.exponential(1.0 / 200), Lead, 0);
            break;
        case Answered:
            if (!forSdr.empty()) { forSdr.pop_front(); agenda.plan(agenda.now + chance.exponential(0.008), Answered, 0); } else sdr++;
            if (chance.uniform() >= 0.4) break;
            if (slots > 0) { slots--; stage(1); } else waitingForAe++;
            break;
        case Staged:
            if (e.who < 4) { stage(e.who + 1); break; }
            if (waitingForAe > 0) { waitingForAe--; stage(1); } else slots++;
            if (chance.uniform() >= 0.2) break;
            if (csm > 0) { csm--; agenda.plan(agenda.now + chance.exponential(0.05), Onboarded, 0); } else forCsm.push_back(0);
            break;
        case Onboarded:
            if (!forCsm.empty()) { forCsm.pop_front(); agenda.plan(agenda.now + chance.exponential(0.05), Onboarded, 0); } else csm++;
            active++;
            agenda.plan(agenda.now + 1, Month, 0);
            break;
        case Month:
            if (chance.uniform() < 0.02) active--; else agenda.plan(agenda.now + 1, Month, 0);
            break;
        }
    }
    events += agenda.told;
    return active;
}

Answer revenues(uint64_t replications, uint64_t seed) {
    uint64_t events = 0;
    double sum = 0, squares = 0;
    for (uint64_t i = 0; i < replications; i++) {
        double active = revenue(seed + i * 0x632BE59BD9B4E019ull, events);
        sum += active;
        squares += active * active;
    }
    double mean = sum / replications;
    return {mean, std::sqrt((squares - sum * mean) / (replications - 1) / replications), events};
}

int main(int count, char** words) {
    if (count != 4) return 2;
    uint64_t size = std::strtoull(words[2], nullptr, 10), seed = std::strtoull(words[3], nullptr, 10);
    clock_t begun = clock();
    Answer answer = !std::strcmp(words[1], "mm1") ? row(size, 1 / 0.9, {1}, {1}, seed)
        : !std::strcmp(words[1], "tandem") ? row(size, 1, {2, 3, 4}, {1.6, 2.4, 3.0}, seed)
        : revenues(size, seed);
    std::printf("%.6f %llu %.6f %.6f\n", (double)(clock() - begun) / CLOCKS_PER_SEC, (unsigned long long)answer.events, answer.mean, answer.error);
}
