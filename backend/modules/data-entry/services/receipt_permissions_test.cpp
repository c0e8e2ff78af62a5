// The table in docs/receipt-states.md, cell by cell: by the rule, and by the routes.
#include "services/receipt_permissions.hpp"

#include <fstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/enum_names.hpp"

#include "module_test_site.hpp"

namespace roa2web::data_entry {
namespace {

constexpr std::int64_t kOwner = 7;
constexpr std::int64_t kOther = 8;

struct Cell {
    std::string state;
    std::string action;
    std::string role;
    bool own{false};
    std::string answer;
};

std::vector<std::string> split_row(const std::string& line) {
    std::vector<std::string> cells;
    std::size_t from = 1;
    while (from < line.size()) {
        const auto bar = line.find('|', from);
        const auto text = line.substr(from, bar - from);
        const auto first = text.find_first_not_of(' ');
        const auto last = text.find_last_not_of(' ');
        cells.push_back(first == std::string::npos ? "" : text.substr(first, last - first + 1));
        from = bar == std::string::npos ? line.size() : bar + 1;
    }
    return cells;
}

/// The rows between the heading "| state | action |" and the next empty line.
std::vector<Cell> read_table() {
    std::ifstream input(ROA2WEB_SOURCE_DIR "/docs/receipt-states.md");
    std::vector<std::string> heading;
    std::vector<Cell> cells;
    for (std::string line; std::getline(input, line);) {
        if (line.starts_with("| state | action |")) {
            heading = split_row(line);
        } else if (heading.empty() || line.starts_with("| ---")) {
            continue;
        } else if (line.empty()) {
            break;
        } else {
            const auto row = split_row(line);
            for (std::size_t column = 2; column < heading.size(); ++column) {
                const auto comma = heading[column].find(", ");
                cells.push_back({row.at(0),
                                 row.at(1),
                                 heading[column].substr(0, comma),
                                 heading[column].substr(comma + 2) == "own",
                                 row.at(column)});
            }
        }
    }
    return cells;
}

std::string describe(const Cell& cell) {
    return cell.state + ", " + cell.action + ", " + cell.role + (cell.own ? ", own" : ", others'");
}

TEST(ReceiptPermissions, AreDescribedForEveryStateActionRoleAndOwner) {
    const auto cells = read_table();
    const std::size_t states = core::enum_entries<ReceiptStatus>().size();
    const std::size_t actions = core::enum_entries<ReceiptAction>().size() + 1;  // and view
    EXPECT_EQ(cells.size(), states * actions * 4 * 2);
    for (const auto& entry : core::enum_entries<ReceiptStatus>()) {
        for (const auto& action : core::enum_entries<ReceiptAction>()) {
            EXPECT_THAT(cells,
                        testing::Contains(testing::AllOf(
                            testing::Field(&Cell::state, std::string(entry.name)),
                            testing::Field(&Cell::action, std::string(action.name)))));
        }
    }
}

/// What the rule itself says, as the table writes it. Routes ask for permissions before that.
std::string judge(const Cell& cell) {
    const Actor actor{.user = core::UserId{kOwner},
                      .username = cell.role,
                      .permissions = core::permissions_of_role(cell.role),
                      .address = ""};
    const core::UserId owner{cell.own ? kOwner : kOther};
    const bool enters = actor.permissions.contains(core::Permission::ReceiptsCreate);
    const bool approves = actor.permissions.contains(core::Permission::ReceiptsApprove);
    const bool is_approvers = cell.action == "approve" || cell.action == "reject";
    if (!enters || (is_approvers && !approves)) {
        return "403";
    }
    if (!ReceiptPermissions::may_see(actor, owner)) {
        return "404";
    }
    if (cell.action == "view") {
        return "ok";
    }
    const ReceiptPermissions permissions(true);
    switch (permissions.judge(*core::parse_enum<ReceiptAction>(cell.action),
                              *core::parse_enum<ReceiptStatus>(cell.state),
                              actor,
                              owner)) {
        case Verdict::Allowed:
            return "ok";
        case Verdict::WrongState:
            return "409";
        case Verdict::NotPermitted:
        case Verdict::FourEyes:
            break;
    }
    return "403";
}

TEST(ReceiptPermissions, JudgeAsTheTableSays) {
    for (const auto& cell : read_table()) {
        EXPECT_EQ(judge(cell), cell.answer) << describe(cell);
    }
}

class StateMachine : public testing::Test {
  protected:
    StateMachine() { site_.module.start(); }

    /// A receipt of kOwner or kOther that is put into a state; always version 1.
    std::int64_t make(const Cell& cell) {
        const ReceiptUser owner(site_, "operator:" + std::to_string(cell.own ? kOwner : kOther));
        // Numbers differ, or the duplicates would want to be confirmed.
        const auto created =
            owner.create(good_receipt_but("\"0042\"", "\"A" + std::to_string(++receipts_) + "\""));
        EXPECT_EQ(created.status, 201) << created.text;
        const auto id = created.integer("id");
        const bool approved = cell.state == "approved" || cell.state == "exported";
        site_.run_sql("UPDATE receipts SET status = '" + cell.state +
                      "', reject_reason = " + (cell.state == "rejected" ? "'de test'" : "NULL") +
                      ", approved_by = " + (approved ? "9" : "NULL") +
                      " WHERE id = " + std::to_string(id));
        return id;
    }

    Answer act(const Cell& cell, std::int64_t id) {
        const ReceiptUser user(site_, cell.role + ":" + std::to_string(kOwner));
        if (cell.action == "view") {
            return user.get("/receipts/" + std::to_string(id));
        }
        if (cell.action == "edit") {
            return user.edit(id, 1, good_receipt_but("Motorină", "altceva"));
        }
        if (cell.action == "delete") {
            return user.remove(id);
        }
        return user.act(cell.action, id, 1);
    }

    ModuleTestSite site_;

  private:
    int receipts_{0};
};

TEST_F(StateMachine, AnswersAsTheTableSaysAndChangesNothingElse) {
    for (const auto& cell : read_table()) {
        SCOPED_TRACE(describe(cell));
        const auto id = make(cell);
        const auto answer = act(cell, id);
        const int expected = cell.answer != "ok"       ? std::stoi(cell.answer)
                             : cell.action == "delete" ? 204
                                                       : 200;
        EXPECT_EQ(answer.status, expected) << answer.text;
        const ReceiptUser reader(site_, "administrator:9");
        const auto after = reader.get("/receipts/" + std::to_string(id));
        if (cell.answer == "ok" && cell.action != "view") {
            EXPECT_EQ(after.integer("version"), cell.action == "delete" ? -1 : 2);
        } else {
            EXPECT_EQ(after.integer("version"), 1);
            EXPECT_EQ(after.string("status"), cell.state);
        }
    }
}

TEST_F(StateMachine, SaysTheSameInTheActionsOfAReceipt) {
    for (const auto& cell : read_table()) {
        if (cell.action != "view" || cell.answer != "ok") {
            continue;
        }
        SCOPED_TRACE(describe(cell));
        const auto id = make(cell);
        const auto answer = act(cell, id);
        std::string expected;
        for (const auto& other : read_table()) {
            if (other.state == cell.state && other.role == cell.role && other.own == cell.own &&
                other.action != "view" && other.answer == "ok") {
                expected += (expected.empty() ? "\"" : ",\"") + other.action + "\"";
            }
        }
        EXPECT_TRUE(answer.holds("\"actions\":[" + expected + "]")) << answer.text;
    }
}

TEST(ReceiptPermissions, LetOneApproveTheirOwnWhereFourEyesAreNotAskedFor) {
    const Actor actor{.user = core::UserId{kOwner},
                      .username = "contabil",
                      .permissions = core::permissions_of_role("accountant"),
                      .address = ""};
    EXPECT_EQ(ReceiptPermissions(false).judge(
                  ReceiptAction::Approve, ReceiptStatus::Pending, actor, actor.user),
              Verdict::Allowed);
    EXPECT_EQ(ReceiptPermissions(true).judge(
                  ReceiptAction::Approve, ReceiptStatus::Pending, actor, actor.user),
              Verdict::FourEyes);
}

}  // namespace
}  // namespace roa2web::data_entry
