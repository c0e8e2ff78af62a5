-- For wrk: people who enter receipts of BENCH_COMPANY with BENCH_TOKEN. Each receipt is created and then edited three times,
-- each time with the version of the answer before; no two requests are about the same receipt at once.
-- At the end the line of requests.lua.
local path = "/api/data-entry/receipts"
local company = "?company_id=" .. os.getenv("BENCH_COMPANY")
local token = os.getenv("BENCH_TOKEN")
local date = os.getenv("BENCH_DATE")
local threads = 0
local waiting = {}
local n = 0

local fields = '"kind":"bon_fiscal","number":"%s","date":"%s","time":"19:33","supplier_name":"Benzinăria Ștefan SRL",'
    .. '"supplier_cui":"RO14399840","total":"121.00","vat":[{"rate":"21.00","base":"100.00","amount":"21.00"}],'
    .. '"lines":[{"description":"Motorină","amount":"100.00"},{"description":"Ulei","amount":"21.00"}],'
    .. '"payment_method":"cash","expense_type":"fuel","description":"%s"}'

function setup(thread)
    thread:set("first", threads)
    threads = threads + 1
end

function init(args)
    wrk.headers["Authorization"] = "Bearer " .. token
    wrk.headers["Content-Type"] = "application/json"
    n = os.time() % 100000 * 100000
end

function request()
    n = n + 1
    local text = string.format("%d.%d", first, n)
    local one = table.remove(waiting)
    if one == nil then
        return wrk.format("POST", path .. company, nil, "{" .. string.format(fields, text, date, "Motorină"))
    end
    return wrk.format("PUT", path .. "/" .. one.id .. company, nil,
        '{"version":' .. one.version .. "," .. string.format(fields, one.id, date, "change " .. text))
end

function response(status, headers, body)
    local id, version = body:match('"id":(%d+)'), body:match('"version":(%d+)')
    if (status == 200 or status == 201) and tonumber(version) < 4 then
        table.insert(waiting, { id = id, version = version })
    end
end

function done(summary, latency, requests)
    local errors = summary.errors
    local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
    io.write(string.format("bench %.1f %.3f %.3f %d\n", summary.requests / summary.duration * 1e6,
        latency:percentile(50) / 1000, latency:percentile(99) / 1000, failed))
end
