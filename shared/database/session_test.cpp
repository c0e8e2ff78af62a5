#include "database/session.hpp"

#include <string>

#include <gtest/gtest.h>

namespace roa2web::database {

namespace {

class SessionOf final : public Session {
  public:
    explicit SessionOf(std::string dialect) : dialect_(std::move(dialect)) {}

    std::int64_t execute(std::string_view /*sql*/, const Parameters& /*parameters*/) override {
        return 0;
    }

    void execute_script(std::string_view /*sql*/) override {}

    void begin() override {}

    void commit() override {}

    void rollback() noexcept override {}

    [[nodiscard]] std::string_view dialect() const override { return dialect_; }

  protected:
    std::unique_ptr<RowSource> open_rows(std::string_view /*sql*/,
                                         const Parameters& /*parameters*/,
                                         std::span<const CellType> /*types*/) override {
        return nullptr;
    }

  private:
    std::string dialect_;
};

}  // namespace

TEST(Session, PagesWithLimitWhereTheEngineHasIt) {
    const std::string expected = "SELECT a FROM t ORDER BY a LIMIT :page_size OFFSET :page_offset";
    EXPECT_EQ(SessionOf("sqlite").paged("SELECT a FROM t", "a"), expected);
    EXPECT_EQ(SessionOf("postgresql").paged("SELECT a FROM t", "a"), expected);
}

TEST(Session, PagesWithRownumOnOracle11) {
    EXPECT_EQ(SessionOf("oracle").paged("SELECT a FROM t", "a"),
              "SELECT * FROM (SELECT paged_rows.*, ROWNUM AS paged_position FROM (SELECT a FROM t "
              "ORDER BY a) "
              "paged_rows WHERE ROWNUM <= :page_offset + :page_size) WHERE paged_position > "
              ":page_offset");
}

}  // namespace roa2web::database
