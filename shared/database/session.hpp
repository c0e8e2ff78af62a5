// One way to talk SQL, for the ERP and for the local stores, on every engine.
//
// A row is a described struct (BOOST_DESCRIBE_STRUCT) whose members stand in the order of the
// selected columns:
//     struct CompanyRow { std::int64_t id; std::string name; std::optional<core::Date> closed_on;
//     }; auto rows = session.select<CompanyRow>("SELECT id, name, closed_on FROM ... WHERE id =
//     :id", {{"id", 3}});
// Members may be integers, bool, std::string, core::Money (bani), core::Date, core::Timestamp,
// core::Id, enumerations described with BOOST_DESCRIBE_ENUM (stored as snake_case text), and
// std::optional of these for columns that can be null.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "database/row_mapping.hpp"

namespace roa2web::database {

/// A named value for `:name` in a statement. Built from what row members may be; nullopt becomes
/// NULL.
struct Parameter {
    template <class T>
    Parameter(std::string parameter_name, const T& parameter_value)
        : name(std::move(parameter_name)), value(to_cell(parameter_value)) {}

    std::string name;
    Cell value;
};

using Parameters = std::vector<Parameter>;

/// The rows of a running statement, one at a time: what an engine implements below Cursor.
class RowSource {
  public:
    RowSource() = default;
    RowSource(const RowSource&) = delete;
    RowSource& operator=(const RowSource&) = delete;
    RowSource(RowSource&&) = delete;
    RowSource& operator=(RowSource&&) = delete;
    virtual ~RowSource() = default;

    /// Goes to the next row; false after the last one. Throws core::DatabaseError,
    /// core::CancelledError.
    virtual bool advance() = 0;

    /// The present row's cells; they may be moved from.
    [[nodiscard]] virtual std::span<Cell> cells() = 0;
};

/// Rows pulled one by one, so that a caller can work on each without keeping the others. It holds
/// the engine's read lock until it ends or goes out of scope, and must not outlive its session.
template <class Row>
class Cursor {
  public:
    explicit Cursor(std::unique_ptr<RowSource> rows) : rows_(std::move(rows)) {}

    /// The next row; nothing after the last one, then and ever after. Throws core::DatabaseError,
    /// core::CancelledError.
    [[nodiscard]] std::optional<Row> next() {
        if (rows_ && rows_->advance()) {
            return to_row<Row>(rows_->cells());
        }
        rows_.reset();
        return std::nullopt;
    }

  private:
    std::unique_ptr<RowSource> rows_;
};

/// A connection in the hands of one thread. Prepared statements are kept by their text, so texts
/// should be few: values travel as parameters, never inside the text.
class Session {
  public:
    Session() = default;
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;
    Session(Session&&) = delete;
    Session& operator=(Session&&) = delete;
    virtual ~Session() = default;

    /// All rows. Throws core::DatabaseError.
    template <class Row>
    [[nodiscard]] std::vector<Row> select(std::string_view sql, const Parameters& parameters = {}) {
        std::vector<Row> rows;
        for_each<Row>(sql, parameters, [&rows](Row&& row) {
            rows.push_back(std::move(row));
            return true;
        });
        return rows;
    }

    /// The first row, if there is one. Throws core::DatabaseError.
    template <class Row>
    [[nodiscard]] std::optional<Row> select_first(std::string_view sql,
                                                  const Parameters& parameters = {}) {
        std::optional<Row> first;
        for_each<Row>(sql, parameters, [&first](Row&& row) {
            first.emplace(std::move(row));
            return false;
        });
        return first;
    }

    /// Row by row, without keeping them; stops when `visit` answers false. Throws
    /// core::DatabaseError.
    template <class Row, class Visit>
    void for_each(std::string_view sql, const Parameters& parameters, Visit visit) {
        const auto rows = open_rows(sql, parameters, cell_types<Row>());
        while (rows->advance() && visit(to_row<Row>(rows->cells()))) {
        }
    }

    /// A statement whose rows the caller pulls. Throws core::DatabaseError.
    template <class Row>
    [[nodiscard]] Cursor<Row> open(std::string_view sql, const Parameters& parameters = {}) {
        return Cursor<Row>(open_rows(sql, parameters, cell_types<Row>()));
    }

    /// Runs a statement that gives no rows. Answers how many rows it changed. Throws
    /// core::DatabaseError.
    virtual std::int64_t execute(std::string_view sql, const Parameters& parameters = {}) = 0;

    /// Runs several statements, separated by `;`, without parameters: for migrations. Throws
    /// core::DatabaseError.
    virtual void execute_script(std::string_view sql) = 0;

    /// What is read until the end is one state, as it was at the first statement: where an engine
    /// does not do so by itself it asks for it (PostgreSQL: REPEATABLE READ; Oracle: READ ONLY).
    virtual void begin() = 0;
    virtual void commit() = 0;
    virtual void rollback() noexcept = 0;

    /// "sqlite", "postgresql" or "oracle": for the few places where one SQL text does not serve
    /// all.
    [[nodiscard]] virtual std::string_view dialect() const = 0;

    /// False once the connection itself has failed: its pool drops it instead of keeping it.
    [[nodiscard]] virtual bool is_usable() const { return true; }

    /// From now on statements end early, with core::CancelledError, once `stop` answers true. It is
    /// asked from this session's thread, at most every 50 ms, also while the engine is on its way
    /// to a row. Empty: never. StopWhen takes it back by itself.
    void stop_when(std::function<bool()> stop);

    /// The part of a SELECT that picks `:page_size` rows after `:page_offset`, for this engine,
    /// around "SELECT <columns> FROM ... WHERE ..." and the terms of ORDER BY. Oracle 11.2 has no
    /// LIMIT: ROWNUM there, which adds a last column `paged_position` to the rows; a described
    /// struct does not see it.
    [[nodiscard]] std::string paged(std::string_view select, std::string_view order_by) const;

  protected:
    /// Starts a statement and stands before its first row.
    [[nodiscard]] virtual std::unique_ptr<RowSource> open_rows(std::string_view sql,
                                                               const Parameters& parameters,
                                                               std::span<const CellType> types) = 0;

    /// Whether the work in hand should end; for engines to ask often. Stays true once it was.
    [[nodiscard]] bool should_stop() noexcept;

  private:
    std::function<bool()> stop_;
    std::chrono::steady_clock::time_point next_look_;
    bool stopped_{false};
};

/// Session::stop_when for as long as this lives.
class StopWhen {
  public:
    StopWhen(Session& session, std::function<bool()> stop) : session_(session) {
        session_.stop_when(std::move(stop));
    }

    ~StopWhen() { session_.stop_when({}); }

    StopWhen(const StopWhen&) = delete;
    StopWhen& operator=(const StopWhen&) = delete;
    StopWhen(StopWhen&&) = delete;
    StopWhen& operator=(StopWhen&&) = delete;

  private:
    Session& session_;
};

/// Commits with `commit()`, rolls back when it goes out of scope without. Around several reads: all
/// of them see one state.
class Transaction {
  public:
    explicit Transaction(Session& session) : session_(session) { session_.begin(); }

    ~Transaction() {
        if (!done_) {
            session_.rollback();
        }
    }

    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    Transaction(Transaction&&) = delete;
    Transaction& operator=(Transaction&&) = delete;

    void commit() {
        session_.commit();
        done_ = true;
    }

  private:
    Session& session_;
    bool done_{false};
};

}  // namespace roa2web::database
