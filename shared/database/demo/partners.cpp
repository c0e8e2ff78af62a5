#include "database/demo/partners.hpp"

#include <array>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "core/text.hpp"
#include "database/demo/trades.hpp"

namespace roa2web::database::demo {

namespace {

constexpr std::array<std::string_view, 40> kLastNames{
    "Ștefănescu",   "Țepordei",  "Brânzei",  "Călinescu", "Dănăilă",    "Enăchescu",  "Făgărășanu",
    "Gânscă",       "Hârjeu",    "Ionașcu",  "Jâlcă",     "Lăzărescu",  "Mărgineanu", "Năstase",
    "Olănescu",     "Pătrașcu",  "Răducanu", "Săvulescu", "Șerbănescu", "Tănăsescu",  "Țîrlea",
    "Ungureanu",    "Văcărescu", "Zăvoianu", "Popa",      "Munteanu",   "Rusu",       "Stoica",
    "Dobre",        "Matei",     "Ciobanu",  "Vlădescu",  "Bălan",      "Crăciun",    "Grădinaru",
    "Întorsureanu", "Moșneagu",  "Păun",     "Roșu",      "Sârbu"};

constexpr std::array<std::string_view, 24> kFirstNames{
    "Ștefan", "Ionuț",    "Mihăiță",  "Cătălin",  "Răzvan",   "Bogdan",  "Tudor",    "Ilinca",
    "Ana",    "Mădălina", "Cristina", "Anișoara", "Luminița", "Costică", "Ancuța",   "Sînziana",
    "Vasile", "Dumitru",  "Ioan",     "Gheorghe", "Elena",    "Maria",   "Nicoleta", "Tița"};

constexpr std::array<std::string_view, 36> kCompanyWords{
    "Țesătoria",   "Cofetăria",    "Fântâna",     "Grădina",     "Brutăria",       "Moșia",
    "Atelierul",   "Cetatea",      "Cărămidăria", "Livada",      "Stâna",          "Moara",
    "Șantierul",   "Măgura",       "Dealul",      "Făclia",      "Tipografia",     "Librăria",
    "Farmacia",    "Vulcanizarea", "Tâmplăria",   "Depozitul",   "Hala",           "Agroindustria",
    "Construcții", "Instalații",   "Amenajări",   "Panificația", "Electrotehnica", "Vânătorul",
    "Pescăria",    "Podgoria",     "Ferma",       "Zootehnia",   "Mobila",         "Sticlăria"};

constexpr std::array<std::string_view, 30> kCompanySecondWords{
    "Brădetului", "Oltului",    "Mureșului",  "Someșului",  "Făurarilor", "Ținutului",
    "Bârsei",     "Crișana",    "Dâmboviței", "Ialomiței",  "Jiului",     "Înfrățirea",
    "Șiretului",  "Târnavelor", "Văii",       "Zorilor",    "Apusenilor", "Bucegi",
    "Călimani",   "Dobrogea",   "Moldovei",   "Ardealului", "Banatului",  "Olteniei",
    "Nouă",       "Veche",      "Mică",       "Mare",       "Frumoasă",   "Înaltă"};

constexpr std::array<std::string_view, 4> kActivities{"Construct", "Trans", "Impex", "și Fiii"};

constexpr std::array<std::string_view, 18> kCities{"București",
                                                   "Cluj-Napoca",
                                                   "Iași",
                                                   "Timișoara",
                                                   "Constanța",
                                                   "Brașov",
                                                   "Galați",
                                                   "Ploiești",
                                                   "Oradea",
                                                   "Brăila",
                                                   "Arad",
                                                   "Pitești",
                                                   "Bacău",
                                                   "Târgu Mureș",
                                                   "Baia Mare",
                                                   "Buzău",
                                                   "Botoșani",
                                                   "Râmnicu Vâlcea"};

constexpr std::array<std::string_view, 8> kForeignNames{"Müller Spedition GmbH",
                                                        "Transports Lefèvre SARL",
                                                        "Logistica Bianchi Srl",
                                                        "Kovács Szállítás Kft",
                                                        "Novák Doprava s.r.o.",
                                                        "Jansen Transport B.V.",
                                                        "Österreich Fracht GmbH",
                                                        "Georgiev Logistika EOOD"};

constexpr std::array<std::string_view, 8> kForeignPrefixes{
    "DE", "FR", "IT", "HU", "CZ", "NL", "AT", "BG"};

constexpr std::array<std::string_view, 8> kForeignCities{
    "München", "Lyon", "Verona", "Szeged", "Brno", "Rotterdam", "Graz", "Ruse"};

constexpr std::array<int, 5> kTerms{0, 15, 30, 30, 60};

std::string make_company_name(DemoRandom& random) {
    switch (random.between(0, 3)) {
        case 0:
            return fmt::format("{} {} SRL", random.pick(kLastNames), random.pick(kActivities));
        case 1:
            return fmt::format("{} {} PFA", random.pick(kLastNames), random.pick(kFirstNames));
        default:
            return fmt::format(
                "{} {} SRL", random.pick(kCompanyWords), random.pick(kCompanySecondWords));
    }
}

/// Names are unique: who has the same name works in another town, or came later.
std::string make_unique_name(DemoRandom& random, std::set<std::string>& taken) {
    std::string name = make_company_name(random);
    for (int attempt = 2; !taken.insert(name).second; ++attempt) {
        name = attempt < 4 ? make_company_name(random)
                           : fmt::format("{} {}", make_company_name(random), attempt);
    }
    return name;
}

}  // namespace

std::string make_cui(DemoRandom& random) {
    std::string digits = std::to_string(random.between(100'000, 9'999'999));
    digits += cui_check_digit(digits);
    return digits;
}

std::string make_registration_number(DemoRandom& random) {
    return fmt::format("J{:02}/{}/{}",
                       random.between(1, 40),
                       random.between(10, 9999),
                       random.between(1994, 2022));
}

Partners::Partners(Books& books,
                   DemoRandom& random,
                   std::size_t clients,
                   std::size_t suppliers,
                   bool with_foreign) {
    const auto monthly = monthly_costs();
    const std::size_t foreign = with_foreign ? kForeignNames.size() : 0;
    partners_.reserve(monthly.size() + foreign + clients + suppliers);
    std::set<std::string> names;
    const auto romanian = [&random](std::string name) {
        Partner partner;
        partner.name = std::move(name);
        partner.cui = make_cui(random);
        partner.registration_number = make_registration_number(random);
        partner.city = random.pick(kCities);
        return partner;
    };
    for (const MonthlyCost& cost : monthly) {
        names.insert(std::string(cost.supplier));
        Partner partner = romanian(std::string(cost.supplier));
        partner.is_supplier = true;
        partner.days_to_pay = 15;
        add(books, std::move(partner));
    }
    for (std::size_t index = 0; index < foreign; ++index) {
        Partner partner;
        partner.name = kForeignNames[index];
        partner.cui =
            fmt::format("{}{}", kForeignPrefixes[index], random.between(100'000'000, 999'999'999));
        partner.city = kForeignCities[index];
        partner.is_client = true;
        partner.is_foreign = true;
        partner.days_to_pay = 30;
        add(books, std::move(partner));
        foreign_clients_.push_back(partners_.size() - 1);
    }
    for (std::size_t index = 0; index < clients; ++index) {
        Partner partner = romanian(make_unique_name(random, names));
        partner.is_client = true;
        partner.is_supplier = random.chance(30);
        partner.days_to_pay = random.pick(kTerms);
        const std::int64_t habit = random.between(1, 100);
        partner.habit = habit <= 70   ? PaymentHabit::Prompt
                        : habit <= 93 ? PaymentHabit::Late
                                      : PaymentHabit::VeryLate;
        add(books, std::move(partner));
        clients_.push_back(partners_.size() - 1);
        if (partners_.back().is_supplier) {
            suppliers_.push_back(partners_.size() - 1);
        }
    }
    for (std::size_t index = 0; index < suppliers; ++index) {
        Partner partner = romanian(make_unique_name(random, names));
        partner.is_supplier = true;
        partner.days_to_pay = random.pick(kTerms);
        add(books, std::move(partner));
        suppliers_.push_back(partners_.size() - 1);
    }
}

Partner& Partners::add(Books& books, Partner partner) {
    partner.id = static_cast<std::int64_t>(partners_.size()) + 1;
    partner.name_folded = core::fold(partner.name);
    partner.search_text = partner.cui
                              ? fmt::format("{} {}", partner.name_folded, core::fold(*partner.cui))
                              : partner.name_folded;
    if (partner.is_client) {
        partner.client_account = fmt::format("4111.{:05}", partner.id);
        books.add_analytic(partner.client_account, "4111", partner.name, partner.id);
    }
    if (partner.is_supplier) {
        partner.supplier_account = fmt::format("401.{:05}", partner.id);
        books.add_analytic(partner.supplier_account, "401", partner.name, partner.id);
    }
    std::optional<std::string_view> registration_number;
    if (!partner.registration_number.empty()) {
        registration_number = partner.registration_number;
    }
    books.writer().add(PartnerRecord{.id = partner.id,
                                     .name = partner.name,
                                     .name_folded = partner.name_folded,
                                     .cui = partner.cui,
                                     .registration_number = registration_number,
                                     .city = partner.city,
                                     .is_client = partner.is_client,
                                     .is_supplier = partner.is_supplier,
                                     .search_text = partner.search_text});
    partners_.push_back(std::move(partner));
    return partners_.back();
}

const Partner& Partners::some_client(DemoRandom& random) const {
    return partners_[clients_[random.skewed_index(clients_.size())]];
}

const Partner& Partners::some_foreign_client(DemoRandom& random) const {
    return partners_[foreign_clients_[random.skewed_index(foreign_clients_.size())]];
}

const Partner& Partners::some_supplier(DemoRandom& random) const {
    return partners_[suppliers_[random.skewed_index(suppliers_.size())]];
}

}  // namespace roa2web::database::demo
