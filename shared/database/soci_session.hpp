// Session on SOCI, for every engine that SOCI reaches. What differs between engines is in a few
// virtual functions.
//
// SOCI converts a column fetched into a soci::row by the column's declared type; a computed column
// has none and comes back from SQLite as text. So every column is fetched into a typed variable,
// chosen by CellType. Those variables and the ones for parameters live as long as the prepared
// statement: running it again costs no allocation.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "database/session.hpp"

namespace soci {
class session;
class statement;
}  // namespace soci

namespace roa2web::database {

class SociSession : public Session {
  public:
    explicit SociSession(std::unique_ptr<soci::session> connection);
    ~SociSession() override;
    SociSession(const SociSession&) = delete;
    SociSession& operator=(const SociSession&) = delete;
    SociSession(SociSession&&) = delete;
    SociSession& operator=(SociSession&&) = delete;

    std::int64_t execute(std::string_view sql, const Parameters& parameters = {}) override;
    void begin() override;
    void commit() override;
    void rollback() noexcept override;

    [[nodiscard]] bool is_usable() const override { return usable_; }

  protected:
    [[nodiscard]] std::unique_ptr<RowSource> open_rows(std::string_view sql,
                                                       const Parameters& parameters,
                                                       std::span<const CellType> types) override;

    [[nodiscard]] soci::session& connection() { return *connection_; }

    /// No more work on this connection: its pool drops it instead of keeping it.
    void mark_unusable() { usable_ = false; }

    /// Opens a transaction in the engine's own words.
    virtual void begin_transaction() = 0;

    /// A statement was prepared; refuse what the engine would misunderstand without a word.
    virtual void check_prepared(soci::statement& /*statement*/,
                                std::string_view /*sql*/,
                                const Parameters& /*parameters*/,
                                std::span<const CellType> /*types*/) {}

    /// The next step of a statement starts now: for time limits.
    virtual void on_step() {}

    /// A row has arrived; refuse values that the wanted type would change without a word.
    virtual void check_row(soci::statement& /*statement*/, std::span<const CellType> /*types*/) {}

    /// The statement ends before its last row, or has failed: let go of its locks.
    virtual void end_statement(soci::statement& /*statement*/) noexcept {}

    /// Called inside a catch block, after a failure: does it mean that the connection is of no more
    /// use?
    [[nodiscard]] virtual bool is_connection_lost() const noexcept { return false; }

  private:
    struct CachedStatement;
    struct StatementCache;
    class Running;
    class Rows;

    [[noreturn]] void rethrow(std::string_view sql);

    // The cache goes first: a connection with open statements would not close.
    std::unique_ptr<soci::session> connection_;
    std::unique_ptr<StatementCache> statements_;
    bool usable_{true};
    bool in_transaction_{false};
};

}  // namespace roa2web::database
