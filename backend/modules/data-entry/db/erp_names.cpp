#include "db/erp_names.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "core/text.hpp"

namespace roa2web::data_entry {

namespace {

constexpr std::string_view kNameColumns = "SELECT n.code, n.name, n.cui FROM ";

constexpr std::string_view kByWord =
    "erp_name_words w JOIN erp_names n ON n.company_id = w.company_id AND n.kind = w.kind "
    "AND n.code = w.code WHERE w.company_id = :company_id AND w.kind = :kind "
    "AND w.word >= :first AND w.word < :behind";

constexpr std::string_view kAll = "erp_names n WHERE n.company_id = :company_id AND n.kind = :kind";

constexpr std::string_view kTouch =
    "UPDATE erp_names SET generation = :generation WHERE company_id = :company_id "
    "AND kind = :kind AND code = :code AND name = :name AND search_text = :search_text";

constexpr std::string_view kDeleteName =
    "DELETE FROM erp_names WHERE company_id = :company_id AND kind = :kind AND code = :code";

constexpr std::string_view kInsertName =
    "INSERT INTO erp_names (company_id, kind, code, name, cui, search_text, generation) "
    "VALUES (:company_id, :kind, :code, :name, :cui, :search_text, :generation)";

constexpr std::string_view kInsertWord =
    "INSERT INTO erp_name_words (company_id, kind, word, code) "
    "VALUES (:company_id, :kind, :word, :code)";

constexpr std::string_view kDeleteUnseen =
    "DELETE FROM erp_names WHERE company_id = :company_id AND generation <> :generation";

constexpr std::string_view kForgetSync =
    "DELETE FROM erp_name_syncs WHERE company_id = :company_id";

constexpr std::string_view kPutSync =
    "INSERT INTO erp_name_syncs (company_id, generation, as_of) "
    "VALUES (:company_id, :generation, :as_of)";

constexpr std::string_view kFindSync =
    "SELECT generation, as_of FROM erp_name_syncs WHERE company_id = :company_id";

constexpr std::string_view kErpPartners = "SELECT partner_id, name, cui FROM roa2web_partners";

// Cash desks are the accounts 531x that entries may stand on.
constexpr std::string_view kErpAccounts =
    "SELECT a.account, a.name, CASE WHEN a.synthetic LIKE '531%' AND (a.is_analytic = 1 "
    "OR NOT EXISTS (SELECT 1 FROM roa2web_accounts b WHERE b.synthetic = a.account "
    "AND b.is_analytic = 1)) THEN 1 ELSE 0 END AS is_cash_register FROM roa2web_accounts a";

struct PartnerRow {
    core::PartnerId partner_id;
    std::string name;
    std::optional<std::string> cui;
};
BOOST_DESCRIBE_STRUCT(PartnerRow, (), (partner_id, name, cui))

struct AccountNameRow {
    std::string account;
    std::string name;
    bool is_cash_register{false};
};
BOOST_DESCRIBE_STRUCT(AccountNameRow, (), (account, name, is_cash_register))

bool is_word_sign(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') ||
           static_cast<unsigned char>(letter) >= 0x80U;
}

/// The words of a folded text, each once. "401.00007" is two, so both parts are found.
std::set<std::string> split_words(std::string_view folded) {
    std::set<std::string> words;
    std::string word;
    for (const char letter : folded) {
        if (is_word_sign(letter)) {
            word += letter;
        } else if (!word.empty()) {
            words.insert(std::exchange(word, {}));
        }
    }
    if (!word.empty()) {
        words.insert(std::move(word));
    }
    return words;
}

std::string make_search_text(const CopiedName& copied) {
    return core::fold(copied.name.code + " " + copied.name.name + " " +
                      copied.name.cui.value_or(""));
}

}  // namespace

std::vector<ErpName> search_names(database::Session& session,
                                  core::CompanyId company,
                                  ErpNameKind kind,
                                  std::string_view search,
                                  std::int64_t limit) {
    auto words = split_words(core::fold(search));
    database::Parameters parameters{{"company_id", company}, {"kind", kind}};
    std::string sql(kNameColumns);
    std::string order = "n.code";
    std::int64_t wanted = limit;
    if (words.empty()) {
        sql += kAll;
    } else {
        // The longest word leaves the fewest names.
        const auto longest =
            std::max_element(words.begin(), words.end(), [](const auto& left, const auto& right) {
                return left.size() < right.size();
            });
        sql += kByWord;
        order = "w.word, w.code";
        parameters.emplace_back("first", *longest);
        parameters.emplace_back("behind", *longest + "\xF4\x8F\xBF\xBF");  // U+10FFFF
        words.erase(longest);
        int number = 0;
        for (const auto& word : words) {
            std::string parameter = "word_" + std::to_string(number++);
            sql += " AND n.search_text LIKE :" + parameter + R"( ESCAPE '\')";
            parameters.emplace_back(std::move(parameter), core::like_pattern(word));
        }
        wanted = limit * 4;  // a name may have several words that begin so
    }
    parameters.emplace_back("page_size", wanted);
    parameters.emplace_back("page_offset", std::int64_t{0});
    std::vector<ErpName> names;
    std::set<std::string> seen;
    session.for_each<ErpName>(session.paged(sql, order), parameters, [&](ErpName&& name) {
        if (seen.insert(name.code).second) {
            names.push_back(std::move(name));
        }
        return static_cast<std::int64_t>(names.size()) < limit;
    });
    return names;
}

void put_name(database::Session& session,
              core::CompanyId company,
              const CopiedName& copied,
              std::int64_t generation) {
    const std::string search_text = make_search_text(copied);
    const database::Parameters key{
        {"company_id", company}, {"kind", copied.kind}, {"code", copied.name.code}};
    auto values = key;
    values.emplace_back("name", copied.name.name);
    values.emplace_back("search_text", search_text);
    values.emplace_back("generation", generation);
    if (session.execute(kTouch, values) == 1) {
        return;
    }
    session.execute(kDeleteName, key);
    values.emplace_back("cui", copied.name.cui);
    session.execute(kInsertName, values);
    for (const auto& word : split_words(search_text)) {
        auto with_word = key;
        with_word.emplace_back("word", word);
        session.execute(kInsertWord, with_word);
    }
}

void finish_sync(database::Session& session, core::CompanyId company, const NameSync& sync) {
    session.execute(kDeleteUnseen, {{"company_id", company}, {"generation", sync.generation}});
    session.execute(kForgetSync, {{"company_id", company}});
    session.execute(
        kPutSync,
        {{"company_id", company}, {"generation", sync.generation}, {"as_of", sync.as_of}});
}

std::optional<NameSync> find_sync(database::Session& session, core::CompanyId company) {
    return session.select_first<NameSync>(kFindSync, {{"company_id", company}});
}

void for_each_erp_name(database::Session& session, const std::function<void(CopiedName&&)>& visit) {
    session.for_each<PartnerRow>(kErpPartners, {}, [&visit](PartnerRow&& row) {
        visit({ErpNameKind::Partner,
               {std::to_string(row.partner_id.value), std::move(row.name), std::move(row.cui)}});
        return true;
    });
    session.for_each<AccountNameRow>(kErpAccounts, {}, [&visit](AccountNameRow&& row) {
        if (row.is_cash_register) {
            visit({ErpNameKind::CashRegister, {row.account, row.name, {}}});
        }
        visit({ErpNameKind::Account, {std::move(row.account), std::move(row.name), {}}});
        return true;
    });
}

}  // namespace roa2web::data_entry
