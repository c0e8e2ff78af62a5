#include "services/erp_questions.hpp"

#include <chrono>
#include <exception>
#include <utility>

#include "core/exceptions.hpp"

namespace roa2web::data_entry {

namespace {

constexpr std::chrono::seconds kRetryAfter{5};

}  // namespace

core::Task<core::Result<ErpFacts>> ErpQuestions::ask(core::CompanyId company, ErpNeeds needs) {
    // The two that mean "not now"; anything else is a mistake of this program and goes on.
    try {
        co_await erp_pool_.schedule();
        const auto session = erp_.company_session(company);
        co_return load_erp_facts(*session, needs);
    } catch (const core::UnavailableError&) {
    } catch (const core::DatabaseError&) {
    }
    co_return core::fail(core::ErrorCode::Unavailable,
                         "The ERP does not answer now, and this cannot be checked without it; "
                         "nothing was changed",
                         "erp_unavailable",
                         kRetryAfter);
}

}  // namespace roa2web::data_entry
