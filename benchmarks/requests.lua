-- For wrk: GET of BENCH_PATH with BENCH_TOKEN. In the path, {n} becomes a number that no other request of the run has.
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
    -- From the clock, so that a second run does not repeat the numbers of the first.
    n = (os.time() % 100000) * 1000000 + first
end

function request()
    n = n + 2
    return wrk.format("GET", (path:gsub("{n}", tostring(n))))
end

function done(summary, latency, requests)
    local errors = summary.errors
    local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
    io.write(string.format("bench %.1f %.3f %.3f %d\n", summary.requests / summary.duration * 1e6,
        latency:percentile(50) / 1000, latency:percentile(99) / 1000, failed))
end
