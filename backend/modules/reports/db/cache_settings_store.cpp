#include "db/cache_settings_store.hpp"

#include <boost/describe.hpp>

#include "database/session.hpp"

namespace roa2web::reports {

namespace {

struct SettingsRow {
    std::string content;
};
BOOST_DESCRIBE_STRUCT(SettingsRow, (), (content))

}  // namespace

std::optional<std::string> CacheSettingsStore::read() const {
    const auto row = store_.get().read([](database::Session& session) {
        return session.select_first<SettingsRow>("SELECT content FROM cache_settings");
    });
    return row ? std::optional(row->content) : std::nullopt;
}

void CacheSettingsStore::write(const std::string& content) const {
    store_.get().write([&](database::Session& session) {
        session.execute("DELETE FROM cache_settings");
        session.execute("INSERT INTO cache_settings (content) VALUES (:content)",
                        {{"content", content}});
    });
}

}  // namespace roa2web::reports
