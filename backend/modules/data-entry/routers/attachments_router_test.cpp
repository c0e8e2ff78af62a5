#include "routers/attachments_router.hpp"

#include <ostream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "attachment_test_files.hpp"
#include "module_test_site.hpp"

namespace roa2web::data_entry {
namespace {

using http::Method;

class AttachmentsRouter : public testing::Test {
  protected:
    AttachmentsRouter() { site_.module.start(); }

    /// The id of the first attachment of an answer that has some.
    static std::int64_t first_attachment(const Answer& answer, const std::string& list = "items") {
        const auto document = answer.json();
        const auto items = document.root().find(list);
        return items && items->size() > 0 ? items->at(0).find("id")->integer() : -1;
    }

    static std::string at(std::int64_t id) { return "/receipts/" + std::to_string(id); }

    static std::string attachment_at(std::int64_t id, const std::string& more = "") {
        return "/attachments/" + std::to_string(id) + more;
    }

    ModuleTestSite site_;
    ReceiptUser operator_{site_, "operator"};
    ReceiptUser other_operator_{site_, "operator:8"};
    ReceiptUser accountant_{site_, "accountant:9"};
    ReceiptUser viewer_{site_, "viewer"};
};

TEST_F(AttachmentsRouter, KeepsWhatWasHandedInAndShowsIt) {
    const auto id = operator_.create().integer("id");
    const auto photo = make_photo(1);
    const auto document = make_document(3);
    const auto added =
        operator_.upload(at(id) + "/attachments", {{"bon Ș.jpg", photo}, {"f.pdf", document}});
    ASSERT_EQ(added.status, 201) << added.text;
    EXPECT_EQ(added.integer("version"), 2);
    for (const char* part : {R"("file_name":"bon Ș.jpg")",
                             R"("media_type":"image/jpeg")",
                             R"("media_type":"application/pdf")",
                             R"("width":180,"height":240,"pages":1)",
                             R"("width":200,"height":400,"pages":3)"}) {
        EXPECT_TRUE(added.holds(part)) << part << " in " << added.text;
    }

    const auto list = operator_.get(at(id) + "/attachments");
    EXPECT_EQ(list.status, 200);
    const auto receipt = operator_.get(at(id));
    EXPECT_EQ(receipt.integer("version"), 2);
    const auto attachment = first_attachment(list);
    EXPECT_EQ(first_attachment(receipt, "attachments"), attachment);

    const auto bytes = operator_.fetch(attachment_at(attachment));
    EXPECT_EQ(bytes.status, 200);
    EXPECT_EQ(bytes.header("Content-Type"), "image/jpeg");
    EXPECT_EQ(bytes.header("X-Content-Type-Options"), "nosniff");
    EXPECT_TRUE(bytes.header("Content-Disposition").starts_with("inline; filename=\"bon-s.jpg\""));
    EXPECT_EQ(bytes.header("Cache-Control"), "private, max-age=31536000, immutable");
    const auto kept = files_below(site_.folder / "receipts/attachments");
    ASSERT_EQ(kept.size(), 2U);
    const auto hash = std::string(bytes.header("ETag")).substr(1, 64);
    EXPECT_TRUE(list.holds("\"content_hash\":\"" + hash + "\""));
    EXPECT_EQ(read_bytes(site_.folder / "receipts/attachments" / hash.substr(0, 2) /
                         hash.substr(2, 2) / hash),
              photo);
    EXPECT_TRUE(files_below(site_.folder / "uploads").empty());

    const auto again = operator_.fetch(attachment_at(attachment),
                                       {{"If-None-Match", std::string(bytes.header("ETag"))}});
    EXPECT_EQ(again.status, 304);

    const auto history = operator_.get(at(id) + "/history");
    EXPECT_TRUE(history.holds(R"("action":"attachments_added","version":2)")) << history.text;
    EXPECT_TRUE(history.holds("bon Ș.jpg sha256:" + hash)) << history.text;
}

TEST_F(AttachmentsRouter, DrawsThumbnailsAndPages) {
    const auto id = operator_.create().integer("id");
    const auto photo =
        operator_.upload(at(id) + "/attachments", {{"bon.jpg", make_photo(1, 90, 600, 900)}});
    const auto pdf = operator_.upload(at(id) + "/attachments", {{"f.pdf", make_document(2)}});
    for (const auto attachment : {first_attachment(photo), first_attachment(pdf)}) {
        for (const char* path : {"/thumbnail", "/pages/1"}) {
            const auto answer = operator_.fetch(attachment_at(attachment, path));
            EXPECT_EQ(answer.status, 200) << path;
            EXPECT_EQ(answer.header("Content-Type"), "image/jpeg");
            EXPECT_TRUE(answer.body_text().starts_with("\xFF\xD8"));
            const auto etag = std::string(answer.header("ETag"));
            EXPECT_EQ(
                operator_.fetch(attachment_at(attachment, path), {{"If-None-Match", etag}}).status,
                304);
        }
    }
    EXPECT_EQ(files_below(site_.folder / "cache/thumbnails").size(), 2U);
    const auto shown = operator_.fetch(attachment_at(first_attachment(photo), "/thumbnail"));
    std::filesystem::remove_all(site_.folder / "cache");
    const auto made_again = operator_.fetch(attachment_at(first_attachment(photo), "/thumbnail"));
    EXPECT_EQ(shown.body_text(), made_again.body_text());

    EXPECT_EQ(operator_.get(attachment_at(first_attachment(pdf), "/pages/2")).status, 200);
    EXPECT_EQ(operator_.get(attachment_at(first_attachment(pdf), "/pages/3")).status, 404);
    EXPECT_EQ(operator_.get(attachment_at(first_attachment(photo), "/pages/2")).status, 404);
    EXPECT_EQ(operator_.get(attachment_at(first_attachment(photo), "/pages/0")).status, 422);
}

TEST_F(AttachmentsRouter, MakesOneDraftOfAFileHoweverOftenItIsSent) {
    const auto made = operator_.create_from("bon.jpg", make_photo(1), "key-00000001");
    ASSERT_EQ(made.status, 201) << made.text;
    EXPECT_EQ(made.integer("version"), 1);
    EXPECT_EQ(made.string("status"), "draft");
    EXPECT_TRUE(made.holds(R"("file_name":"bon.jpg")")) << made.text;
    const auto id = made.integer("id");

    const auto again = operator_.create_from("bon.jpg", make_photo(1), "key-00000001");
    EXPECT_EQ(again.status, 200);
    EXPECT_EQ(again.integer("id"), id);
    const auto others = other_operator_.create_from("bon.jpg", make_photo(1), "key-00000001");
    EXPECT_EQ(others.status, 201);
    EXPECT_NE(others.integer("id"), id);
    EXPECT_EQ(files_below(site_.folder / "receipts/attachments").size(), 1U);

    EXPECT_TRUE(operator_.get(at(id) + "/history").holds("bon.jpg sha256:"));
    ASSERT_EQ(operator_.remove(id).status, 204);
    EXPECT_EQ(operator_.create_from("bon.jpg", make_photo(1), "key-00000001").status, 404);
}

TEST_F(AttachmentsRouter, ListsDraftsToCheckWithWhatTheyLack) {
    const auto empty = operator_.get("/receipts/to-check");
    EXPECT_EQ(empty.text, R"({"items":[],"total":0,"page":1,"page_size":50})");

    const auto first = operator_.create_from("unu.jpg", make_photo(1), "key-00000001");
    const auto second = operator_.create_from("doi.jpg", make_photo(2), "key-00000002");
    const auto others = other_operator_.create_from("trei.jpg", make_photo(3), "key-00000003");
    ASSERT_EQ(others.status, 201);
    ASSERT_EQ(operator_.create(R"("number":"7")").status, 201);  // no picture: not in this list
    const auto whole = operator_.create_from("patru.jpg", make_photo(4), "key-00000004");
    ASSERT_EQ(operator_.edit(whole.integer("id"), 1).status, 200);
    ASSERT_EQ(operator_
                  .edit(second.integer("id"),
                        1,
                        good_receipt_but(R"("supplier_cui":"RO14399840",)",
                                         R"("supplier_cui":"RO14399841",)"))
                  .status,
              200);

    const auto list = operator_.get("/receipts/to-check");
    EXPECT_EQ(list.status, 200);
    EXPECT_EQ(list.integer("total"), 2) << list.text;
    EXPECT_TRUE(list.holds(R"("missing":["kind","number","date","supplier_name","supplier_cui",)"
                           R"("total","payment_method","expense_type"],"doubtful":[])"))
        << list.text;
    EXPECT_TRUE(list.holds(R"("missing":[],"doubtful":["supplier_cui"])")) << list.text;
    EXPECT_LT(list.text.find("unu.jpg"), list.text.find("doi.jpg"));
    EXPECT_FALSE(list.holds("trei.jpg"));

    EXPECT_EQ(accountant_.get("/receipts/to-check").integer("total"), 3);
    const auto page = operator_.get("/receipts/to-check?page=2&page_size=1");
    EXPECT_EQ(page.integer("total"), 2);
    EXPECT_TRUE(page.holds("doi.jpg"));
    EXPECT_FALSE(page.holds("unu.jpg"));
    const auto beyond = operator_.get("/receipts/to-check?page=9");
    EXPECT_EQ(beyond.text, R"({"items":[],"total":2,"page":9,"page_size":50})");
    EXPECT_EQ(operator_.send(Method::Get, "/receipts/to-check", {}, 3).integer("total"), 0);

    const auto rows = operator_.get("/receipts?order=asc");
    EXPECT_TRUE(
        rows.holds("\"attachment_id\":" + std::to_string(first_attachment(first, "attachments"))))
        << rows.text;
}

struct ForbiddenScenario {
    const char* name;
    const char* token;
    int company;
    int status;
};

TEST_F(AttachmentsRouter, LetsNobodyElseNearThem) {
    const auto made = operator_.create_from("bon.jpg", make_photo(1), "key-00000001");
    const auto receipt = at(made.integer("id"));
    const auto attachment = first_attachment(made, "attachments");
    const std::vector<ForbiddenScenario> scenarios{
        {"no token", "", 1, 401},
        {"a viewer", "viewer", 1, 403},
        {"another operator", "operator:8", 1, 404},
        {"the same user in another company", "operator", 3, 404},
        {"an approver in another company", "administrator:9", 3, 404},
        {"a company that is nobody's", "administrator", 2, 403},
    };
    for (const auto& [name, token, company, status] : scenarios) {
        const ReceiptUser user(site_, token);
        EXPECT_EQ(
            user.upload(receipt + "/attachments", {{"a.jpg", make_photo(2)}}, {}, company).status,
            status)
            << name;
        EXPECT_EQ(user.send(Method::Get, receipt + "/attachments", {}, company).status, status)
            << name;
        for (const char* path : {"", "/thumbnail", "/pages/1"}) {
            EXPECT_EQ(user.send(Method::Get, attachment_at(attachment, path), {}, company).status,
                      status)
                << name << path;
        }
        EXPECT_EQ(user.send(Method::Delete, attachment_at(attachment), {}, company).status, status)
            << name;
    }
    EXPECT_EQ(viewer_.create_from("a.jpg", make_photo(2), "key-00000002").status, 403);
    EXPECT_EQ(viewer_.get("/receipts/to-check").status, 403);
    EXPECT_EQ(operator_.get(receipt).integer("version"), 1);
    // Who approves sees everybody's.
    EXPECT_EQ(accountant_.get(attachment_at(attachment)).status, 200);
    EXPECT_EQ(accountant_.get(attachment_at(attachment, "/thumbnail")).status, 200);
}

TEST_F(AttachmentsRouter, ChangesThemInTheStatesInWhichTheReceiptMayBeEdited) {
    const auto made = operator_.create_from("bon.jpg", make_photo(1), "key-00000001");
    const auto id = made.integer("id");
    ASSERT_EQ(operator_.edit(id, 1).status, 200);
    ASSERT_EQ(operator_.act("submit", id, 2).status, 200);
    const auto attachment = first_attachment(made, "attachments");
    const std::string path = at(id) + "/attachments";

    EXPECT_EQ(operator_.upload(path, {{"a.jpg", make_photo(2)}}).status, 403);
    EXPECT_EQ(operator_.send(Method::Delete, attachment_at(attachment)).status, 403);
    EXPECT_EQ(accountant_.upload(path, {{"a.jpg", make_photo(2)}}).status, 201);
    ASSERT_EQ(accountant_.act("approve", id, 4).status, 200);
    EXPECT_EQ(accountant_.upload(path, {{"a.jpg", make_photo(3)}}).status, 409);
    EXPECT_EQ(accountant_.send(Method::Delete, attachment_at(attachment)).status, 409);
    EXPECT_EQ(operator_.get(attachment_at(attachment)).status, 200);
}

TEST_F(AttachmentsRouter, RemovesOneAndTellsIt) {
    const auto made = operator_.create_from("bon.jpg", make_photo(1), "key-00000001");
    const auto id = made.integer("id");
    const auto attachment = first_attachment(made, "attachments");
    EXPECT_EQ(operator_.send(Method::Delete, attachment_at(attachment)).status, 204);
    EXPECT_EQ(operator_.send(Method::Delete, attachment_at(attachment)).status, 404);
    EXPECT_EQ(operator_.get(attachment_at(attachment)).status, 404);
    EXPECT_EQ(operator_.get(at(id) + "/attachments").text, R"({"items":[]})");
    const auto history = operator_.get(at(id) + "/history");
    EXPECT_TRUE(history.holds(R"("action":"attachment_removed","version":2)")) << history.text;
    EXPECT_TRUE(history.holds(R"("before":"bon.jpg sha256:)")) << history.text;
}

TEST_F(AttachmentsRouter, TellsInTheHistoryWhatADeletedDraftHad) {
    const auto id = operator_.create_from("bon.jpg", make_photo(1), "key-00000001").integer("id");
    ASSERT_EQ(operator_.remove(id).status, 204);
    EXPECT_TRUE(operator_.get(at(id) + "/history").holds(R"("before":"bon.jpg sha256:)"));
}

struct HostileScenario {
    const char* name;
    std::string bytes;
    const char* code;
};

TEST_F(AttachmentsRouter, RefusesHostileFilesAndKeepsNothingOfThem) {
    const auto id = operator_.create().integer("id");
    const auto photo = make_photo(1);
    const std::vector<HostileScenario> scenarios{
        {"nothing", "", "file_type_unsupported"},
        {"text", "<script>alert(1)</script>", "file_type_unsupported"},
        {"a page behind a picture", photo + "<html><script>", "file_type_unsupported"},
        {"an archive behind a picture",
         photo + std::string("PK\x03\x04..PK\x05\x06"),
         "file_type_unsupported"},
        {"half a picture", photo.substr(0, photo.size() / 2), "picture_unreadable"},
        {"60,000 x 60,000 pixels", make_huge_png(), "picture_too_large"},
        {"10,000 pages", make_document(10'000), "too_many_pages"},
        {"a PDF that is none", "%PDF-1.7\nrubbish", "picture_unreadable"},
    };
    for (const auto& [name, bytes, code] : scenarios) {
        const auto answer = operator_.upload(at(id) + "/attachments",
                                             {{"whole.jpg", photo}, {"hostile.jpg", bytes}});
        EXPECT_EQ(answer.status, 422) << name << ": " << answer.text;
        EXPECT_EQ(answer.string("code"), code) << name << ": " << answer.text;
        const auto draft = operator_.create_from("hostile.jpg", bytes, "key-00000001");
        EXPECT_EQ(draft.status, 422) << name;
        EXPECT_EQ(draft.string("code"), code) << name;
    }
    EXPECT_EQ(operator_.get(at(id)).integer("version"), 1);
    EXPECT_EQ(operator_.get("/receipts").integer("total"), 1);
    EXPECT_TRUE(files_below(site_.folder / "uploads").empty());
}

TEST_F(AttachmentsRouter, RefusesFormsAndKeysThatAreNone) {
    const auto id = operator_.create().integer("id");
    const std::string path = at(id) + "/attachments";
    const auto photo = make_photo(1);
    EXPECT_EQ(operator_.upload(path, {}).string("code"), "file_missing");
    EXPECT_EQ(operator_.upload(path, {{"a.jpg", photo}}, {}, 1, "picture").string("code"),
              "file_field");
    const std::vector<std::pair<std::string, std::string>> many(21, {"a.jpg", photo});
    EXPECT_EQ(operator_.upload(path, many).string("code"), "too_many_files");
    EXPECT_EQ(operator_.post(path, "{}").string("code"), "form_expected");

    for (const std::string key :
         {"",
          "short",
          "with space here",
          "ț-00000000",
          "12345678901234567890123456789012345678901234567890123456789012345"}) {
        const auto answer = operator_.create_from("a.jpg", photo, key);
        EXPECT_EQ(answer.status, 422) << key;
        EXPECT_TRUE(answer.holds(R"("loc":["header","Idempotency-Key"])")) << answer.text;
    }
    EXPECT_EQ(operator_
                  .upload("/receipts/from-file",
                          {{"a.jpg", photo}, {"b.jpg", photo}},
                          {{"Idempotency-Key", "key-00000001"}})
                  .string("code"),
              "too_many_files");
    EXPECT_EQ(operator_.get("/receipts").integer("total"), 1);
}

TEST_F(AttachmentsRouter, HasALimitOfAttachmentsForOneReceipt) {
    const auto id = operator_.create().integer("id");
    const std::vector<std::pair<std::string, std::string>> twenty(
        20, {"a.jpg", make_photo(1, 90, 20, 20)});
    const std::string path = at(id) + "/attachments";
    ASSERT_EQ(operator_.upload(path, twenty).status, 201);
    ASSERT_EQ(operator_.upload(path, twenty).status, 201);
    const auto refused = operator_.upload(path, twenty);
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(refused.string("code"), "too_many_attachments");
    EXPECT_EQ(operator_.get(at(id)).integer("version"), 3);
}

TEST_F(AttachmentsRouter, WarnsOfAPictureThatAnotherReceiptHas) {
    struct Twin {
        const char* name;
        std::string bytes;
        const char* code;  // "" for none
    };

    const auto photo = make_photo(1);
    const auto first = operator_.create_from("unu.jpg", photo, "key-00000001").integer("id");
    ASSERT_EQ(operator_.upload(at(first) + "/attachments", {{"f.pdf", make_document(1)}}).status,
              201);
    const std::vector<Twin> twins{
        {"the same bytes", photo, "duplicate_picture"},
        {"the same picture in another quality", make_photo(1, 60), "similar_picture"},
        {"another picture", make_photo(2), ""},
        {"the same document", make_document(1), "duplicate_picture"},
        {"a document that looks the same", make_document(1, "other"), ""},
    };
    int count = 1;
    for (const auto& [name, bytes, code] : twins) {
        const auto key = "key-0000000" + std::to_string(++count);
        const auto twin = other_operator_.create_from("doi.jpg", bytes, key);
        ASSERT_EQ(twin.status, 201) << twin.text;
        const auto id = twin.integer("id");
        const auto number = "\"number\":\"9" + std::to_string(count) + "\"";
        ASSERT_EQ(
            other_operator_.edit(id, 1, good_receipt_but(R"("number":"0042")", number)).status,
            200);
        const auto submitted = other_operator_.act("submit", id, 2);
        if (std::string_view(code).empty()) {
            EXPECT_EQ(submitted.status, 200) << name << ": " << submitted.text;
        } else {
            EXPECT_EQ(submitted.status, 409) << name << ": " << submitted.text;
            EXPECT_EQ(submitted.string("code"), "warnings_unconfirmed") << name;
            EXPECT_TRUE(submitted.holds("\"code\":\"" + std::string(code) + "\""))
                << submitted.text;
            EXPECT_TRUE(submitted.holds("\"receipt_id\":" + std::to_string(first)))
                << submitted.text;
            const auto confirmed =
                other_operator_.act("submit", id, 2, R"(,"confirm_warnings":true)");
            EXPECT_EQ(confirmed.status, 200) << name << ": " << confirmed.text;
            EXPECT_TRUE(other_operator_.get(at(id) + "/history")
                            .holds(std::string(code) + " " + std::to_string(first)));
        }
        // Out of the way of the next one.
        ASSERT_EQ(accountant_.act("reject", id, 3).status, 200);
    }
}

}  // namespace
}  // namespace roa2web::data_entry
