#include "db/erp_names.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "core/text.hpp"

#include "db/value_list.hpp"

namespace roa2web::data_entry {

namespace {

constexpr std::string_view kNames =
    "SELECT n.code, n.name, n.cui FROM erp_names n "
    "WHERE n.company_id = :company_id AND n.kind = :kind";

constexpr std::string_view kWords =
    " FROM erp_name_words w WHERE w.company_id = :company_id AND w.kind = :kind";

/// MIN: one look into the index for each candidate. From EXISTS PostgreSQL may make a join that
/// reads all names with the word.
constexpr std::string_view kOtherWord =
    "(SELECT MIN(x.word) FROM erp_name_words x WHERE x.company_id = w.company_id "
    "AND x.kind = w.kind AND x.code = w.code AND ";

constexpr std::string_view kTouch =
    "UPDATE erp_names SET generation = :generation WHERE company_id = :company_id "
    "AND kind = :kind AND code = :code AND name = :name AND search_text = :search_text";

constexpr std::string_view kDeleteName =
    "DELETE FROM erp_names WHERE company_id = :company_id AND kind = :kind AND code = :code";

constexpr std::string_view kInsertName =
    "INSERT INTO erp_names (company_id, kind, code, name, cui, search_text, generation) "
    "VALUES (:company_id, :kind, :code, :name, :cui, :search_text, :generation)";

constexpr std::string_view kInsertWord =
    "INSERT INTO erp_name_words (company_id, kind, code, word, prefixes) "
    "VALUES (:company_id, :kind, :code, :word, :prefixes)";

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

/// Names whose words a search looks at. Where more of them have the bits of all words that were
/// typed but not the words, it sees a part alone, and says so.
constexpr std::int64_t kMostCandidates = 5'000;
constexpr std::int64_t kFirstCandidates = 400;

/// Words whose names are counted, the longest ones, and how far.
constexpr std::size_t kCountedWords = 6;
constexpr std::int64_t kMostCounted = 10'000;

struct WordCount {
    std::int64_t position{0};
    std::int64_t names{0};
};
BOOST_DESCRIBE_STRUCT(WordCount, (), (position, names))

struct Candidate {
    std::string code;
    bool has_others{false};
};
BOOST_DESCRIBE_STRUCT(Candidate, (), (code, has_others))

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

/// A bit for each beginning of up to three bytes of each word, by FNV-1a
/// (datatracker.ietf.org/doc/draft-eastlake-fnv). A name that has all words that were typed has all
/// their bits; most others lack one.
template <class Words>
std::int64_t prefixes_of(const Words& words) {
    constexpr std::size_t kLongestPrefix = 3;
    constexpr std::uint32_t kBits = 63;  // a BIGINT has a sign
    std::uint64_t bits = 0;
    for (const std::string& word : words) {
        std::uint32_t hash = 2166136261U;
        for (std::size_t at = 0; at < std::min(word.size(), kLongestPrefix); ++at) {
            hash = (hash ^ static_cast<unsigned char>(word[at])) * 16777619U;
            bits |= std::uint64_t{1} << (hash % kBits);
        }
    }
    return static_cast<std::int64_t>(bits);
}

std::string make_search_text(const CopiedName& copied) {
    return core::fold(copied.name.code + " " + copied.name.name + " " +
                      copied.name.cui.value_or(""));
}

/// "alias.word >= :first_2 AND alias.word < :behind_2": the words that begin as one that was typed.
std::string range_of(char alias, std::size_t position) {
    const std::string number = std::to_string(position);
    const std::string column = std::string(1, alias) + ".word";
    return column + " >= :first_" + number + " AND " + column + " < :behind_" + number;
}

/// The words that were typed, longest first, and how to ask for them. A word that another begins
/// with says nothing more.
class TypedWords {
  public:
    TypedWords(core::CompanyId company, ErpNameKind kind, std::string_view search)
        : parameters_{{"company_id", company}, {"kind", kind}} {
        const auto words = split_words(core::fold(search));
        for (auto word = words.begin(); word != words.end(); ++word) {
            const auto next = std::next(word);
            if (next == words.end() || !next->starts_with(*word)) {
                words_.push_back(*word);
            }
        }
        std::stable_sort(words_.begin(), words_.end(), [](const auto& left, const auto& right) {
            return left.size() > right.size();
        });
    }

    [[nodiscard]] std::size_t size() const { return words_.size(); }

    /// Values for the ranges of the first `count` words, and for Session::paged.
    [[nodiscard]] database::Parameters parameters(std::size_t count, std::int64_t rows) const {
        auto all = parameters_;
        for (std::size_t position = 0; position < count; ++position) {
            const std::string number = std::to_string(position);
            all.emplace_back("first_" + number, words_[position]);
            all.emplace_back("behind_" + number,
                             words_[position] + "\xF4\x8F\xBF\xBF");  // U+10FFFF
        }
        all.emplace_back("page_size", rows);
        all.emplace_back("page_offset", std::int64_t{0});
        return all;
    }

    /// Values for candidates().
    [[nodiscard]] database::Parameters candidate_parameters(std::int64_t rows) const {
        auto all = parameters(words_.size(), rows);
        if (words_.size() > 1) {
            all.emplace_back("prefixes", prefixes_of(words_));
        }
        return all;
    }

    /// Puts the word with the fewest names to the front. Above some number they count as
    /// equal.
    void put_rarest_first(database::Session& session) {
        const std::size_t counted = std::min(words_.size(), kCountedWords);
        std::string sql;
        for (std::size_t position = 0; position < counted; ++position) {
            sql += (position == 0 ? "SELECT " : " UNION ALL SELECT ") + std::to_string(position) +
                   " AS position, COUNT(*) AS names FROM (" +
                   session.paged(
                       "SELECT w.code" + std::string(kWords) + " AND " + range_of('w', position),
                       "w.word, w.code") +
                   ") c" + std::to_string(position);
        }
        std::optional<WordCount> rarest;
        session.for_each<WordCount>(
            sql, parameters(counted, kMostCounted), [&rarest](WordCount&& count) {
                if (!rarest || count.names < rarest->names) {
                    rarest = count;
                }
                return true;
            });
        if (rarest) {
            std::swap(words_.front(), words_.at(static_cast<std::size_t>(rarest->position)));
        }
    }

    /// Names with the first word, in its order, and whether they have the others too.
    [[nodiscard]] std::string candidates() const {
        const std::string first_word = std::string(kWords) + " AND " + range_of('w', 0);
        if (words_.size() == 1) {
            return "SELECT w.code, 1 AS has_others" + first_word;
        }
        std::string sql = "SELECT w.code, CASE WHEN ";
        for (std::size_t position = 1; position < words_.size(); ++position) {
            sql.append(position == 1 ? "" : " AND ")
                .append(kOtherWord)
                .append(range_of('x', position))
                .append(") IS NOT NULL");
        }
        sql.append(" THEN 1 ELSE 0 END AS has_others")
            .append(first_word)
            .append(" AND (w.prefixes & :prefixes) = :prefixes");
        return sql;
    }

  private:
    std::vector<std::string> words_;
    database::Parameters parameters_;
};

/// The codes of up to `wanted` names among the first `candidates`.
struct FoundCodes {
    std::vector<std::string> codes;
    bool all_seen{false};
};

FoundCodes find_codes(database::Session& session,
                      const TypedWords& words,
                      std::int64_t candidates,
                      std::size_t wanted) {
    FoundCodes found;
    std::set<std::string> seen;  // a name may have several words that begin so
    std::int64_t visited = 0;
    session.for_each<Candidate>(
        session.paged(words.candidates(), "w.word, w.code"),
        words.candidate_parameters(candidates),
        [&](Candidate&& candidate) {
            ++visited;
            if (candidate.has_others && seen.insert(candidate.code).second) {
                found.codes.push_back(std::move(candidate.code));
            }
            return found.codes.size() < wanted;
        });
    found.all_seen = visited < candidates && found.codes.size() < wanted;
    return found;
}

std::vector<ErpName> find_names(database::Session& session,
                                core::CompanyId company,
                                ErpNameKind kind,
                                const std::vector<std::string>& codes) {
    std::vector<ErpName> names;
    if (codes.empty()) {
        return names;
    }
    database::Parameters parameters{{"company_id", company}, {"kind", kind}};
    const auto list = make_value_list("code", codes, parameters);
    std::map<std::string, ErpName> by_code;
    session.for_each<ErpName>(
        std::string(kNames) + " AND n.code IN " + list, parameters, [&by_code](ErpName&& name) {
            std::string code = name.code;
            by_code.emplace(std::move(code), std::move(name));
            return true;
        });
    for (const auto& code : codes) {
        if (const auto name = by_code.find(code); name != by_code.end()) {
            names.push_back(std::move(name->second));
        }
    }
    return names;
}

}  // namespace

FoundNames search_names(database::Session& session,
                        core::CompanyId company,
                        ErpNameKind kind,
                        std::string_view search,
                        std::int64_t limit) {
    // One more than is shown, to know whether there are more.
    const auto wanted = static_cast<std::size_t>(limit) + 1;
    TypedWords words(company, kind, search);
    FoundNames found;
    if (words.size() == 0) {
        found.names = session.select<ErpName>(session.paged(kNames, "n.code"),
                                              words.parameters(0, limit + 1));
        found.more = found.names.size() == wanted;
    } else {
        if (words.size() > 1) {
            words.put_rarest_first(session);
        }
        // Nearly always the first few are enough; an engine that makes all rows before it gives the
        // first one should not make them all.
        auto codes = find_codes(session, words, kFirstCandidates, wanted);
        if (!codes.all_seen && codes.codes.size() < wanted) {
            codes = find_codes(session, words, kMostCandidates, wanted);
        }
        found.more = !codes.all_seen;
        found.names = find_names(session, company, kind, codes.codes);
    }
    if (found.names.size() == wanted) {
        found.names.pop_back();
    }
    return found;
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
    const auto words = split_words(search_text);
    const std::int64_t prefixes = prefixes_of(words);
    for (const auto& word : words) {
        auto with_word = key;
        with_word.emplace_back("word", word);
        with_word.emplace_back("prefixes", prefixes);
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
