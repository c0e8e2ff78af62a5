#include "database/soci_session.hpp"

#include <algorithm>
#include <cstddef>
#include <exception>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include <soci/soci.h>

#include "core/exceptions.hpp"

namespace roa2web::database {

namespace {

/// More texts than this on one connection means that somebody writes values into them; the oldest
/// go.
constexpr std::size_t kMaxStatements = 128;

bool is_text(CellType type) {
    return type != CellType::Integer;
}

/// Where SOCI reads one parameter from, or puts one column.
struct Slot {
    long long integer{0};
    std::string text;
    soci::indicator indicator{soci::i_null};
    bool as_text{false};
};

}  // namespace

struct SociSession::CachedStatement {
    explicit CachedStatement(soci::session& session) : statement(session) {}

    soci::statement statement;
    std::vector<std::string> names;
    std::vector<Slot> parameters;
    std::vector<CellType> types;
    std::vector<Slot> columns;
    std::vector<Cell> cells;
    std::uint64_t last_used{0};

    /// True when the variables that are bound now can carry these values and columns.
    [[nodiscard]] bool fits(const Parameters& values, std::span<const CellType> wanted) const {
        return std::equal(types.begin(), types.end(), wanted.begin(), wanted.end()) &&
               std::equal(values.begin(),
                          values.end(),
                          parameters.begin(),
                          parameters.end(),
                          [](const Parameter& value, const Slot& slot) {
                              return std::holds_alternative<std::monostate>(value.value) ||
                                     std::holds_alternative<std::string>(value.value) ==
                                         slot.as_text;
                          }) &&
               std::equal(values.begin(),
                          values.end(),
                          names.begin(),
                          names.end(),
                          [](const Parameter& value, const std::string& name) {
                              return value.name == name;
                          });
    }

    void bind(const Parameters& values, std::span<const CellType> wanted) {
        statement.bind_clean_up();
        names.clear();
        parameters.assign(values.size(), Slot{});
        for (std::size_t index = 0; index < values.size(); ++index) {
            Slot& slot = parameters[index];
            names.push_back(values[index].name);
            slot.as_text = std::holds_alternative<std::string>(values[index].value);
            if (slot.as_text) {
                statement.exchange(soci::use(slot.text, slot.indicator, values[index].name));
            } else {
                statement.exchange(soci::use(slot.integer, slot.indicator, values[index].name));
            }
        }
        types.assign(wanted.begin(), wanted.end());
        columns.assign(types.size(), Slot{});
        cells.assign(types.size(), Cell{});
        for (std::size_t index = 0; index < types.size(); ++index) {
            Slot& slot = columns[index];
            slot.as_text = is_text(types[index]);
            if (slot.as_text) {
                statement.exchange(soci::into(slot.text, slot.indicator));
            } else {
                statement.exchange(soci::into(slot.integer, slot.indicator));
            }
        }
        statement.define_and_bind();
    }

    void set(const Parameters& values) {
        for (std::size_t index = 0; index < values.size(); ++index) {
            Slot& slot = parameters[index];
            const Cell& value = values[index].value;
            slot.indicator = soci::i_ok;
            if (const auto* text = std::get_if<std::string>(&value)) {
                slot.text = *text;
            } else if (const auto* integer = std::get_if<std::int64_t>(&value)) {
                slot.integer = *integer;
            } else {
                slot.indicator = soci::i_null;
            }
        }
    }

    void read_row() {
        for (std::size_t index = 0; index < columns.size(); ++index) {
            const Slot& slot = columns[index];
            if (slot.indicator == soci::i_null) {
                cells[index].emplace<std::monostate>();
            } else if (slot.as_text) {
                cells[index].emplace<std::string>(slot.text);
            } else {
                cells[index].emplace<std::int64_t>(slot.integer);
            }
        }
    }
};

struct SociSession::StatementCache {
    std::unordered_map<std::string, std::unique_ptr<CachedStatement>> by_text;
    std::uint64_t uses{0};

    std::unique_ptr<CachedStatement> take(const std::string& sql) {
        const auto found = by_text.find(sql);
        return found == by_text.end() ? nullptr : std::move(by_text.extract(found).mapped());
    }

    void give_back(std::string sql, std::unique_ptr<CachedStatement> statement) {
        statement->last_used = ++uses;
        by_text.insert_or_assign(std::move(sql), std::move(statement));
        if (by_text.size() > kMaxStatements) {
            by_text.erase(std::min_element(
                by_text.begin(), by_text.end(), [](const auto& left, const auto& right) {
                    return left.second->last_used < right.second->last_used;
                }));
        }
    }
};

/// A statement taken out of the cache, so that a query inside a query's visitor gets one of its
/// own. It goes back when everything went well; after a failure it is thrown away.
class SociSession::Running {
  public:
    Running(SociSession& session,
            std::string_view sql,
            const Parameters& parameters,
            std::span<const CellType> types)
        : session_(session), sql_(sql), cached_(session.statements_->take(sql_)) {
        if (!cached_) {
            cached_ = std::make_unique<CachedStatement>(*session.connection_);
            cached_->statement.alloc();
            cached_->statement.prepare(sql_);
            session.check_prepared(cached_->statement, sql, parameters, types);
            cached_->bind(parameters, types);
        } else if (!cached_->fits(parameters, types)) {
            session.check_prepared(cached_->statement, sql, parameters, types);
            cached_->bind(parameters, types);
        }
        cached_->set(parameters);
    }

    ~Running() {
        if (cached_) {
            session_.end_statement(cached_->statement);
        }
    }

    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;
    Running(Running&&) = delete;
    Running& operator=(Running&&) = delete;

    CachedStatement& operator*() const { return *cached_; }

    CachedStatement* operator->() const { return cached_.get(); }

    [[nodiscard]] const std::string& sql() const { return sql_; }

    void keep() {
        session_.end_statement(cached_->statement);
        session_.statements_->give_back(std::move(sql_), std::move(cached_));
    }

  private:
    SociSession& session_;
    std::string sql_;
    std::unique_ptr<CachedStatement> cached_;
};

SociSession::SociSession(std::unique_ptr<soci::session> connection)
    : connection_(std::move(connection)), statements_(std::make_unique<StatementCache>()) {}

SociSession::~SociSession() = default;

void SociSession::rethrow(std::string_view sql) {
    if (is_connection_lost()) {
        usable_ = false;
    }
    try {
        throw;
    } catch (const soci::soci_error& error) {
        if (should_stop()) {
            throw core::CancelledError("a statement was ended: nobody waits for it");
        }
        // Not what(): that carries the parameters' values, which may be secrets.
        throw core::DatabaseError(error.get_error_message() + " [" + std::string(sql) + "]");
    }
}

std::int64_t SociSession::execute(std::string_view sql, const Parameters& parameters) {
    try {
        Running running(*this, sql, parameters, {});
        on_step();
        running->statement.execute(true);
        const std::int64_t changed = running->statement.get_affected_rows();
        running.keep();
        return changed;
    } catch (const soci::soci_error&) {
        rethrow(sql);
    }
}

/// Rows of a statement that goes back to the cache when this ends, at the last row or before it.
class SociSession::Rows final : public RowSource {
  public:
    Rows(SociSession& session,
         std::string_view sql,
         const Parameters& parameters,
         std::span<const CellType> types)
        : session_(session), running_(std::in_place, session, sql, parameters, types) {
        session_.on_step();
        (*running_)->statement.execute(false);
    }

    ~Rows() override {
        try {
            if (running_) {
                running_->keep();
            }
        } catch (const std::exception&) {
            // No memory for the cache's entry: the statement is closed instead.
        }
    }

    Rows(const Rows&) = delete;
    Rows& operator=(const Rows&) = delete;
    Rows(Rows&&) = delete;
    Rows& operator=(Rows&&) = delete;

    bool advance() override {
        if (session_.should_stop()) {
            throw core::CancelledError("a statement was ended: nobody waits for it");
        }
        CachedStatement& cached = **running_;
        try {
            if (!std::exchange(at_first_, false)) {
                session_.on_step();
            }
            if (!cached.statement.fetch()) {
                return false;
            }
            session_.check_row(cached.statement, cached.types);
        } catch (const soci::soci_error&) {
            const std::string sql = running_->sql();
            running_.reset();  // a statement that failed is not kept
            session_.rethrow(sql);
        }
        cached.read_row();
        return true;
    }

    [[nodiscard]] std::span<Cell> cells() override { return (*running_)->cells; }

  private:
    SociSession& session_;
    std::optional<Running> running_;
    bool at_first_{true};
};

std::unique_ptr<RowSource> SociSession::open_rows(std::string_view sql,
                                                  const Parameters& parameters,
                                                  std::span<const CellType> types) {
    try {
        return std::make_unique<Rows>(*this, sql, parameters, types);
    } catch (const soci::soci_error&) {
        rethrow(sql);
    }
}

void SociSession::begin() {
    try {
        on_step();
        begin_transaction();
        in_transaction_ = true;
    } catch (const soci::soci_error&) {
        rethrow("BEGIN");
    }
}

void SociSession::commit() {
    try {
        on_step();
        connection_->commit();
        in_transaction_ = false;
    } catch (const soci::soci_error&) {
        rethrow("COMMIT");
    }
}

void SociSession::rollback() noexcept {
    if (!std::exchange(in_transaction_, false)) {
        return;
    }
    try {
        connection_->rollback();
    } catch (const std::exception&) {
        // The engine rolls back by itself after some failures (disk full); then there is nothing to
        // undo.
    }
}

}  // namespace roa2web::database
