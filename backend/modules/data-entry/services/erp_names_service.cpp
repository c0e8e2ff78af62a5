#include "services/erp_names_service.hpp"

#include <chrono>
#include <exception>
#include <optional>
#include <utility>
#include <vector>

#include "core/exceptions.hpp"

#include "db/erp_names.hpp"

namespace roa2web::data_entry {

namespace {

constexpr std::chrono::hours kOld{1};
constexpr std::chrono::minutes kBetweenAttempts{1};
/// Names that are written in one transaction: other writers wait for no more than these.
constexpr std::size_t kNamesAtOnce = 500;

std::optional<std::string> text_of(const std::optional<NameSync>& sync) {
    return sync ? std::optional(core::format_timestamp(sync->as_of)) : std::nullopt;
}

}  // namespace

ErpNamesService::~ErpNamesService() {
    stops_ = true;
    std::unique_lock lock(mutex_);
    ended_.wait(lock, [this] { return running_.empty(); });
}

core::Task<ErpNameList> ErpNamesService::list(core::CompanyId company,
                                              ErpNameKind kind,
                                              ErpNameQuery query) {
    co_await pool_.schedule();
    ErpNameList answer;
    std::optional<NameSync> sync;
    store_.get().read([&](database::Session& session) {
        sync = find_sync(session, company);
        const std::string search = query.search ? query.search->value : "";
        auto found = search_names(session, company, kind, search, query.limit.value);
        answer.items = std::move(found.names);
        answer.more = found.more;
    });
    answer.as_of = text_of(sync);
    start_when_old(company, sync ? std::optional(sync->as_of) : std::nullopt);
    co_return answer;
}

core::Task<SyncAnswer> ErpNamesService::sync(core::CompanyId company) {
    co_await pool_.schedule();
    const auto last =
        store_.get().read([&](database::Session& session) { return find_sync(session, company); });
    const bool started = start(company);
    co_return SyncAnswer{.started = started, .as_of = text_of(last)};
}

bool ErpNamesService::start(core::CompanyId company) {
    {
        const std::lock_guard lock(mutex_);
        if (stops_ || !running_.insert(company.value).second) {
            return false;
        }
        last_attempt_[company.value] = clock_.now();
    }
    try {
        erp_pool_.post([this, company] { run(company); });
    } catch (...) {
        const std::lock_guard lock(mutex_);
        running_.erase(company.value);
        throw;
    }
    return true;
}

void ErpNamesService::start_when_old(core::CompanyId company,
                                     const std::optional<core::Timestamp>& as_of) {
    const auto now = clock_.now();
    {
        const std::lock_guard lock(mutex_);
        const auto last = last_attempt_.find(company.value);
        const bool tried = last != last_attempt_.end() && now - last->second < kBetweenAttempts;
        if (tried || (as_of && now - *as_of < kOld)) {
            return;
        }
    }
    try {
        (void)start(company);
    } catch (const core::UnavailableError& error) {
        log_.warn("names of the ERP not copied now", {{"error", error.what()}});
    }
}

void ErpNamesService::run(core::CompanyId company) noexcept {
    try {
        copy(company);
    } catch (const std::exception& error) {
        log_.warn("names of the ERP not copied",
                  {{"company", company.value}, {"error", error.what()}});
    }
    const std::lock_guard lock(mutex_);
    running_.erase(company.value);
    ended_.notify_all();
}

void ErpNamesService::copy(core::CompanyId company) {
    const auto session = erp_.company_session(company);
    const database::StopWhen stop(*session, [this] { return stops_.load(); });
    auto& store = store_.get();
    const auto last =
        store.read([&](database::Session& local) { return find_sync(local, company); });
    const NameSync now{.generation = last ? last->generation + 1 : 1, .as_of = clock_.now()};
    std::vector<CopiedName> names;
    std::int64_t copied = 0;
    const auto write = [&] {
        store.write([&](database::Session& local) {
            for (const auto& name : names) {
                put_name(local, company, name, now.generation);
            }
        });
        copied += static_cast<std::int64_t>(names.size());
        names.clear();
    };
    for_each_erp_name(*session, [&](CopiedName&& name) {
        names.push_back(std::move(name));
        if (names.size() >= kNamesAtOnce) {
            write();
        }
    });
    write();
    store.write([&](database::Session& local) { finish_sync(local, company, now); });
    log_.info("names of the ERP copied", {{"company", company.value}, {"names", copied}});
}

}  // namespace roa2web::data_entry
