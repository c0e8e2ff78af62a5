#include "database/demo/books.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "core/exceptions.hpp"
#include "core/text.hpp"

namespace roa2web::database::demo {

namespace {

struct ChartEntry {
    std::string_view account;
    std::string_view name;
    std::string_view function;
};

constexpr std::array kChart{
    ChartEntry{"1012", "Capital subscris vărsat", "P"},
    ChartEntry{"117", "Rezultatul reportat", "B"},
    ChartEntry{"121", "Profit sau pierdere", "B"},
    ChartEntry{"2131", "Echipamente tehnologice", "A"},
    ChartEntry{"2133", "Mijloace de transport", "A"},
    ChartEntry{"2813", "Amortizarea instalațiilor și mijloacelor de transport", "P"},
    ChartEntry{"301", "Materii prime", "A"},
    ChartEntry{"371", "Mărfuri", "A"},
    ChartEntry{"401", "Furnizori", "P"},
    ChartEntry{"4111", "Clienți", "A"},
    ChartEntry{"421", "Personal – salarii datorate", "P"},
    ChartEntry{"4315", "Contribuția de asigurări sociale", "P"},
    ChartEntry{"4316", "Contribuția de asigurări sociale de sănătate", "P"},
    ChartEntry{"436", "Contribuția asiguratorie pentru muncă", "P"},
    ChartEntry{"4411", "Impozitul pe profit", "P"},
    ChartEntry{"4423", "TVA de plată", "P"},
    ChartEntry{"4424", "TVA de recuperat", "A"},
    ChartEntry{"4426", "TVA deductibilă", "A"},
    ChartEntry{"4427", "TVA colectată", "P"},
    ChartEntry{"444", "Impozitul pe venituri de natura salariilor", "P"},
    ChartEntry{"446", "Alte impozite, taxe și vărsăminte asimilate", "P"},
    ChartEntry{"4551", "Acționari/asociați – conturi curente", "P"},
    ChartEntry{"457", "Dividende de plată", "P"},
    ChartEntry{"5121", "Conturi la bănci în lei", "A"},
    ChartEntry{"5124", "Conturi la bănci în valută", "A"},
    ChartEntry{"5125", "Sume în curs de decontare", "A"},
    ChartEntry{"5311", "Casa în lei", "A"},
    ChartEntry{"542", "Avansuri de trezorerie", "A"},
    ChartEntry{"581", "Viramente interne", "B"},
    ChartEntry{"601", "Cheltuieli cu materiile prime", "A"},
    ChartEntry{"6022", "Cheltuieli privind combustibilii", "A"},
    ChartEntry{"6024", "Cheltuieli privind piesele de schimb", "A"},
    ChartEntry{"604", "Cheltuieli privind materialele nestocate", "A"},
    ChartEntry{"605", "Cheltuieli privind energia și apa", "A"},
    ChartEntry{"607", "Cheltuieli privind mărfurile", "A"},
    ChartEntry{"611", "Cheltuieli cu întreținerea și reparațiile", "A"},
    ChartEntry{"612", "Cheltuieli cu redevențele și chiriile", "A"},
    ChartEntry{"613", "Cheltuieli cu primele de asigurare", "A"},
    ChartEntry{"6231", "Cheltuieli de protocol", "A"},
    ChartEntry{"6232", "Cheltuieli de reclamă și publicitate", "A"},
    ChartEntry{"624", "Cheltuieli cu transportul de bunuri", "A"},
    ChartEntry{"625", "Cheltuieli cu deplasări, detașări și transferări", "A"},
    ChartEntry{"626", "Cheltuieli poștale și taxe de telecomunicații", "A"},
    ChartEntry{"627", "Cheltuieli cu serviciile bancare", "A"},
    ChartEntry{"628", "Alte cheltuieli cu serviciile executate de terți", "A"},
    ChartEntry{"641", "Cheltuieli cu salariile personalului", "A"},
    ChartEntry{"646", "Cheltuieli privind contribuția asiguratorie pentru muncă", "A"},
    ChartEntry{"665", "Cheltuieli din diferențe de curs valutar", "A"},
    ChartEntry{"6811", "Cheltuieli privind amortizarea imobilizărilor", "A"},
    ChartEntry{"691", "Cheltuieli cu impozitul pe profit", "A"},
    ChartEntry{"701", "Venituri din vânzarea produselor finite", "P"},
    ChartEntry{"704", "Venituri din servicii prestate", "P"},
    ChartEntry{"706", "Venituri din redevențe și chirii", "P"},
    ChartEntry{"707", "Venituri din vânzarea mărfurilor", "P"},
    ChartEntry{"765", "Venituri din diferențe de curs valutar", "P"},
};

}  // namespace

Books::Books(DemoWriter& writer) : writer_(writer) {
    for (const ChartEntry& entry : kChart) {
        accounts_.emplace(entry.account,
                          Account{.synthetic = std::string(entry.account),
                                  .name = std::string(entry.name),
                                  .function = entry.function,
                                  .partner = std::nullopt});
    }
}

void Books::add_analytic(const std::string& account,
                         std::string_view synthetic,
                         std::string_view name,
                         std::int64_t partner) {
    const auto function = find(synthetic).second.function;
    accounts_.emplace(account,
                      Account{.synthetic = std::string(synthetic),
                              .name = std::string(name),
                              .function = function,
                              .partner = partner});
}

void Books::set_day(Day day) {
    day_ = day;
    day_text_ = to_text(day);
}

Document Books::open_document(std::string_view type, std::string number) {
    return Document{.id = ++documents_,
                    .type = type,
                    .series = std::nullopt,
                    .number = std::move(number),
                    .partner = std::nullopt,
                    .invoice = std::nullopt};
}

std::int64_t Books::next_number(std::string_view sequence) {
    return ++sequences_.try_emplace(std::string(sequence), 0).first->second;
}

Books::Accounts::value_type& Books::find(std::string_view account) {
    const auto found = accounts_.find(account);
    if (found == accounts_.end()) {
        throw core::InternalError("the demo chart of accounts lacks " + std::string(account));
    }
    return *found;
}

void Books::post(const Document& document,
                 std::string_view debit,
                 std::string_view credit,
                 std::int64_t amount,
                 std::string_view explanation,
                 std::optional<std::int64_t> currency_amount) {
    if (amount == 0) {
        return;
    }
    auto& [debit_name, debited] = find(debit);
    auto& [credit_name, credited] = find(credit);
    debited.balance += amount;
    debited.month_debit += amount;
    debited.moved = true;
    credited.balance -= amount;
    credited.month_credit += amount;
    credited.moved = true;
    ++journal_lines_;
    std::optional<std::string_view> currency;
    if (currency_amount) {
        currency = "EUR";
    }
    writer_.add(JournalRecord{.document_id = document.id,
                              .type = document.type,
                              .series = document.series,
                              .number = document.number,
                              .date = day_text_,
                              .debit = debit_name,
                              .credit = credit_name,
                              .debit_synthetic = debited.synthetic,
                              .credit_synthetic = credited.synthetic,
                              .amount = amount,
                              .currency = currency,
                              .currency_amount = currency_amount,
                              .partner_id = document.partner,
                              .invoice_id = document.invoice,
                              .explanation = explanation});
}

std::int64_t Books::balance(std::string_view account) const {
    const auto found = accounts_.find(account);
    return found == accounts_.end() ? 0 : found->second.balance;
}

void Books::set_opening(std::string_view account, std::int64_t debit_less_credit) {
    find(account).second.balance += debit_less_credit;
}

std::vector<std::pair<std::string, std::int64_t>> Books::balances_of_class(
    char account_class) const {
    std::vector<std::pair<std::string, std::int64_t>> balances;
    for (const auto& [name, account] : accounts_) {
        if (name.front() == account_class && account.balance != 0) {
            balances.emplace_back(name, account.balance);
        }
    }
    return balances;
}

void Books::write_opening_balances(int year) {
    for (const auto& [name, account] : accounts_) {
        if (account.balance != 0) {
            writer_.add_opening_balance(year,
                                        name,
                                        std::max<std::int64_t>(account.balance, 0),
                                        std::max<std::int64_t>(-account.balance, 0));
        }
    }
}

void Books::write_turnovers(int year, int month) {
    for (auto& [name, account] : accounts_) {
        if (std::exchange(account.moved, false)) {
            writer_.add_turnover(year,
                                 month,
                                 name,
                                 std::exchange(account.month_debit, 0),
                                 std::exchange(account.month_credit, 0));
        }
    }
}

void Books::write_accounts() {
    for (const auto& [name, account] : accounts_) {
        std::optional<std::string_view> currency;
        if (account.synthetic == "5124") {
            currency = "EUR";
        }
        writer_.add(AccountRecord{.account = name,
                                  .synthetic = account.synthetic,
                                  .name = account.name,
                                  .name_folded = core::fold(account.name),
                                  .function = account.function,
                                  .partner_id = account.partner,
                                  .currency = currency});
    }
}

}  // namespace roa2web::database::demo
