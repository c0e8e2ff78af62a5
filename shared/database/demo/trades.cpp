#include "database/demo/trades.hpp"

#include <array>

namespace roa2web::database::demo {

namespace {

using enum VatClass;

constexpr std::array kTradeSold{
    Item{"Ciment 40 kg", "buc", 2400, 3300, 60, Standard, "707"},
    Item{"Adeziv gresie și faianță 25 kg", "buc", 2200, 6100, 40, Standard, "707"},
    Item{"Vopsea lavabilă albă 15 l", "buc", 9800, 24900, 12, Standard, "707"},
    Item{"Țiglă metalică", "mp", 3900, 6500, 120, Standard, "707"},
    Item{"Scândură rășinoase", "mc", 98000, 145000, 3, Standard, "707"},
    Item{"Cablu electric 3x2,5", "m", 390, 780, 200, Standard, "707"},
    Item{"Găletușă grund amorsă 10 l", "buc", 5900, 12900, 10, Standard, "707"},
    Item{"Țeavă PPR 20 mm", "m", 450, 890, 80, Standard, "707"},
    Item{"Manual de tâmplărie", "buc", 4500, 8900, 4, SuperReduced, "707"},
    Item{"Transport la client", "buc", 8000, 45000, 1, Standard, "704"},
};

constexpr std::array kTradeStocked{
    Item{"Ciment vrac și la sac", "palet", 68000, 98000, 6, Standard, "371"},
    Item{"Materiale de finisaj", "palet", 120000, 320000, 4, Standard, "371"},
    Item{"Țiglă și accesorii", "palet", 180000, 420000, 3, Standard, "371"},
    Item{"Cherestea", "mc", 72000, 105000, 8, Standard, "371"},
    Item{"Materiale electrice", "colet", 45000, 160000, 4, Standard, "371"},
};

constexpr std::array kServicesSold{
    Item{"Consultanță în management", "oră", 15000, 32000, 24, Standard, "704"},
    Item{"Servicii de contabilitate", "lună", 60000, 240000, 1, Standard, "704"},
    Item{"Mentenanță rețea și stații de lucru", "lună", 50000, 350000, 1, Standard, "704"},
    Item{"Dezvoltare aplicație", "oră", 14000, 26000, 60, Standard, "704"},
    Item{"Instruire personal", "zi", 120000, 260000, 3, Standard, "704"},
    Item{"Audit de securitate", "buc", 350000, 1200000, 1, Standard, "704"},
};

constexpr std::array kTransportSold{
    Item{"Transport marfă intern", "km", 380, 720, 640, Standard, "704"},
    Item{"Distribuție mărfuri paletizate", "palet", 6500, 14500, 33, Standard, "704"},
    Item{"Staționare la încărcare", "oră", 9000, 16000, 6, Standard, "704"},
    Item{"Închiriere remorcă", "zi", 18000, 32000, 7, Standard, "706"},
};

constexpr std::array kRestaurantSold{
    Item{"Meniul zilei", "porție", 3200, 4800, 40, Reduced, "701"},
    Item{"Ciorbă de burtă", "porție", 1900, 2900, 30, Reduced, "701"},
    Item{"Sarmale cu mămăligă", "porție", 3400, 4600, 30, Reduced, "701"},
    Item{"Papanași cu smântână", "porție", 2300, 3200, 25, Reduced, "701"},
    Item{"Vin de Târnave, pahar", "buc", 1800, 3500, 20, Standard, "707"},
    Item{"Bere la halbă", "buc", 1100, 1900, 40, Standard, "707"},
    Item{"Organizare eveniment", "buc", 150000, 900000, 1, Reduced, "704"},
};

constexpr std::array kRestaurantStocked{
    Item{"Carne și preparate din carne", "kg", 2400, 5200, 40, Reduced, "301"},
    Item{"Legume și fructe", "kg", 400, 1400, 90, Reduced, "301"},
    Item{"Lactate și ouă", "kg", 900, 3200, 40, Reduced, "301"},
    Item{"Băuturi alcoolice", "buc", 900, 4200, 60, Standard, "301"},
    Item{"Făină, ulei, zahăr", "kg", 350, 900, 100, Reduced, "301"},
};

constexpr std::array kHoldingSold{
    Item{"Servicii de administrare a grupului", "lună", 250000, 1900000, 1, Standard, "704"},
    Item{"Închiriere spațiu comercial", "mp", 3500, 9500, 180, Standard, "706"},
    Item{"Refacturare utilități", "lună", 20000, 160000, 1, Standard, "704"},
};

constexpr Item kFuel{"Motorină", "l", 590, 690, 60, Standard, "6022", true};
constexpr Item kTruckFuel{"Motorină", "l", 560, 640, 420, Standard, "6022"};
constexpr Item kStationery{"Papetărie și consumabile", "set", 4000, 32000, 3, Standard, "604"};
constexpr Item kRepairs{"Reparații și întreținere", "buc", 12000, 240000, 1, Standard, "611"};
constexpr Item kAdvertising{"Campanie de promovare", "buc", 20000, 260000, 1, Standard, "6232"};
constexpr Item kHospitality{"Protocol", "buc", 8000, 60000, 1, Reduced, "6231"};
constexpr Item kCourier{"Servicii de curierat", "buc", 1800, 3900, 20, Standard, "624"};
constexpr Item kTravel{"Cazare deplasare", "noapte", 22000, 48000, 3, Reduced, "625"};
constexpr Item kLegal{"Servicii juridice", "oră", 25000, 45000, 6, Standard, "628"};

constexpr std::array kTradeExpenses{kFuel, kStationery, kRepairs, kAdvertising, kCourier};
constexpr std::array kServicesExpenses{
    kFuel, kStationery, kAdvertising, kHospitality, kTravel, kLegal};
constexpr std::array kTransportExpenses{
    kTruckFuel,
    kTruckFuel,
    kTruckFuel,
    Item{"Piese de schimb auto", "buc", 6000, 320000, 2, Standard, "6024"},
    Item{"Taxe de drum și rovinietă", "buc", 4000, 90000, 1, Standard, "628"},
    kRepairs,
    kTravel};
constexpr std::array kRestaurantExpenses{
    kStationery,
    Item{"Detergenți și consumabile bucătărie", "set", 5000, 60000, 2, Standard, "604"},
    kRepairs,
    kAdvertising,
    kFuel};
constexpr std::array kHoldingExpenses{kRepairs, kLegal, kHospitality, kFuel, kStationery};

constexpr std::array kTrades{
    Trade{.schema = "demo_comert",
          .company = "SC Depozitul Știucii și Fiii SRL",
          .series = "DST",
          .sold = kTradeSold,
          .stocked = kTradeStocked,
          .expenses = kTradeExpenses,
          .weights = {.sale = 52,
                      .euro_sale = 0,
                      .cash_sale = 18,
                      .expense = 9,
                      .small_cash_expense = 4,
                      .credit_note = 2,
                      .correction = 1},
          .stock_account = "371",
          .stock_expense_account = "607",
          .cost_percent = 66,
          .payroll_percent = 11,
          .revenue_per_event = 180000,
          .assets_account = "2131",
          .open_on_weekends = false},
    Trade{.schema = "demo_servicii",
          .company = "SC Consultanță Țara Făgărașului SRL",
          .series = "CTF",
          .sold = kServicesSold,
          .stocked = {},
          .expenses = kServicesExpenses,
          .weights = {.sale = 60,
                      .euro_sale = 6,
                      .cash_sale = 0,
                      .expense = 24,
                      .small_cash_expense = 5,
                      .credit_note = 2,
                      .correction = 1},
          .stock_account = "",
          .stock_expense_account = "",
          .cost_percent = 0,
          .payroll_percent = 61,
          .revenue_per_event = 260000,
          .assets_account = "2131",
          .open_on_weekends = false},
    Trade{.schema = "demo_transport",
          .company = "SC Transporturi Văleni SRL",
          .series = "TRV",
          .sold = kTransportSold,
          .stocked = {},
          .expenses = kTransportExpenses,
          .weights = {.sale = 28,
                      .euro_sale = 24,
                      .cash_sale = 0,
                      .expense = 38,
                      .small_cash_expense = 6,
                      .credit_note = 1,
                      .correction = 1},
          .stock_account = "",
          .stock_expense_account = "",
          .cost_percent = 0,
          .payroll_percent = 36,
          .revenue_per_event = 210000,
          .assets_account = "2133",
          .open_on_weekends = false},
    Trade{.schema = "demo_restaurant",
          .company = "SC Hanul Împăratului SRL",
          .series = "HIM",
          .sold = kRestaurantSold,
          .stocked = kRestaurantStocked,
          .expenses = kRestaurantExpenses,
          .weights = {.sale = 10,
                      .euro_sale = 0,
                      .cash_sale = 62,
                      .expense = 9,
                      .small_cash_expense = 5,
                      .credit_note = 1,
                      .correction = 1},
          .stock_account = "301",
          .stock_expense_account = "601",
          .cost_percent = 36,
          .payroll_percent = 29,
          .revenue_per_event = 90000,
          .assets_account = "2131",
          .open_on_weekends = true},
    Trade{.schema = "demo_holding",
          .company = "SC Grup Învingătorii Holding SRL",
          .series = "GIH",
          .sold = kHoldingSold,
          .stocked = {},
          .expenses = kHoldingExpenses,
          .weights = {.sale = 62,
                      .euro_sale = 4,
                      .cash_sale = 0,
                      .expense = 30,
                      .small_cash_expense = 2,
                      .credit_note = 1,
                      .correction = 1},
          .stock_account = "",
          .stock_expense_account = "",
          .cost_percent = 0,
          .payroll_percent = 48,
          .revenue_per_event = 350000,
          .assets_account = "2131",
          .open_on_weekends = false},
};

constexpr std::array kMonthlyCosts{
    MonthlyCost{{"Chirie spațiu", "lună", 240000, 260000, 1, Standard, "612"},
                "Imobiliare Cetățuia SRL"},
    MonthlyCost{{"Energie electrică", "kWh", 110, 150, 3000, Standard, "605"},
                "Electrica Țărmului SA"},
    MonthlyCost{{"Apă și canalizare", "mc", 900, 1200, 60, Reduced, "605"}, "Apa Izvoarelor SA"},
    MonthlyCost{{"Abonamente telefonie și internet", "lună", 22000, 48000, 1, Standard, "626"},
                "Telecom Nădejdea SA"},
    MonthlyCost{{"Polițe de asigurare", "lună", 18000, 65000, 1, None, "613"},
                "Asigurări Ocrotirea SA"},
    MonthlyCost{{"Licențe și abonamente software", "lună", 15000, 60000, 1, Standard, "628"},
                "Soft Inițiativa SRL"},
};

}  // namespace

std::span<const Trade> trades() {
    return kTrades;
}

std::span<const MonthlyCost> monthly_costs() {
    return kMonthlyCosts;
}

}  // namespace roa2web::database::demo
