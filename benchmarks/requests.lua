-- For wrk: GET of BENCH_PATH with BENCH_TOKEN. In the path, {day} becomes a day from 1901 to 2019, another one in each of
-- the next 40,000 requests: all select the same rows, and none can be answered from memory.
-- At the end one line: "bench <requests a second> <median ms> <99th percentile ms> <failed requests>".
local threads = 0
local path = os.getenv("BENCH_PATH")
local token = os.getenv("BENCH_TOKEN")
local n = 0

function setup(thread)
    thread:set("first", threads)
    threads = threads + 1
end

function init(args)
    if token ~= "" then
        wrk.headers["Authorization"] = "Bearer " .. token
    end
    -- From the clock, so that a round does not begin with the days of the one before.
    n = (os.time() % 1000) * 9973 * 2 + first
end

function request()
    n = n + 2  -- there are two threads
    local day = string.format("%04d-%02d-%02d", 1901 + math.floor(n / 336) % 119, 1 + math.floor(n / 28) % 12, 1 + n % 28)
    return wrk.format("GET", (path:gsub("{day}", day)))
end

function done(summary, latency, requests)
    local errors = summary.errors
    local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
    io.write(string.format("bench %.1f %.3f %.3f %d\n", summary.requests / summary.duration * 1e6,
        latency:percentile(50) / 1000, latency:percentile(99) / 1000, failed))
end
