#include "http/multipart.hpp"

#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace roa2web::http {
namespace {

/// Writes down what it is told: "[field|file]content;".
class NotedParts final : public PartSink {
  public:
    void begin_part(PartHead head) override {
        notes += "[" + head.field + (head.file_name ? "|" + *head.file_name : "") + "]";
    }

    void write_part(std::string_view bytes) override { notes += bytes; }

    void end_part() override { notes += ";"; }

    std::string notes;
};

/// What the parser finds in a form that comes in pieces of one size; "!" and the reason when it is
/// none.
std::string parse(std::string_view form, std::size_t piece = 1'000'000) {
    NotedParts parts;
    try {
        MultipartParser parser("xyz", parts);
        for (std::size_t at = 0; at < form.size(); at += piece) {
            parser.feed(form.substr(at, piece));
        }
        parser.finish();
    } catch (const MultipartError& error) {
        return std::string("!") + error.what();
    }
    return parts.notes;
}

std::string part(const std::string& disposition, const std::string& content) {
    return "--xyz\r\nContent-Disposition: " + disposition + "\r\n\r\n" + content + "\r\n";
}

const std::string kEnd = "--xyz--\r\n";

TEST(MultipartParser, FindsPartsWhateverThePiecesAre) {
    const std::string tricky = "\r\n--xy\r\r\n--x\r\n-\r\n\r";
    const auto form = part(R"(form-data; name="file"; filename="a.jpg")", tricky) +
                      part(R"(form-data; name="note")", "") +
                      part(R"(form-data; name=file; filename=b.pdf)", std::string("\0\xFF\r", 3)) +
                      kEnd;
    const auto expected =
        "[file|a.jpg]" + tricky + ";[note];[file|b.pdf]" + std::string("\0\xFF\r", 3) + ";";
    for (std::size_t piece = 1; piece <= form.size(); ++piece) {
        ASSERT_EQ(parse(form, piece), expected) << "in pieces of " << piece;
    }
}

TEST(MultipartParser, TakesWhatClientsReallySend) {
    EXPECT_EQ(parse("\r\n" + part(R"(form-data; name="file"; filename="a")", "1") + kEnd),
              "[file|a]1;");
    EXPECT_EQ(parse(part(R"(form-data; name="file"; filename="a")", "1") + "--xyz--"),
              "[file|a]1;");
    EXPECT_EQ(parse(part(R"(form-data; name="file"; filename="a")", "1") + "--xyz--\r\nepilogue"),
              "[file|a]1;");
    EXPECT_EQ(parse("--xyz  \r\ncontent-type: image/jpeg\r\nCONTENT-DISPOSITION:form-data;"
                    "filename=\"a\";name=\"file\"\r\n\r\n1\r\n--xyz\t--\r\n"),
              "!A boundary is followed by something else than a line break");
    EXPECT_EQ(parse("--xyz  \r\ncontent-type: image/jpeg\r\nCONTENT-DISPOSITION:form-data;"
                    "filename=\"a\";name=\"file\"\r\n\r\n1\r\n--xyz--\r\n"),
              "[file|a]1;");
}

TEST(MultipartParser, DropsFoldersAndControlCharactersFromNames) {
    const auto name_of = [](const std::string& sent) {
        return parse(part("form-data; name=\"file\"; filename=\"" + sent + "\"", "") + kEnd);
    };
    EXPECT_EQ(name_of("../../etc/passwd"), "[file|passwd];");
    EXPECT_EQ(name_of(R"(C:\bonuri\nou.jpg)"), "[file|nou.jpg];");
    EXPECT_EQ(name_of("bon Ștefan (1).jpg"), "[file|bon Ștefan (1).jpg];");
    EXPECT_EQ(name_of("a%22b%0D%0A.jpg"), "[file|a\"b.jpg];");
    EXPECT_EQ(name_of(R"(a\"b.jpg)"), "[file|a\"b.jpg];");
    EXPECT_EQ(name_of("a\x01\x7F.jpg"), "[file|a.jpg];");
    EXPECT_EQ(name_of("\xFF\xFE.jpg"), "[file|__.jpg];");
    for (const char* nothing : {"", ".", "..", "a/", "   "}) {
        EXPECT_EQ(name_of(nothing), "[file|file];") << nothing;
    }
    const auto longest = clean_file_name(std::string(198, 'a') + "ș.jpg");
    EXPECT_EQ(longest.size(), 200U);
    EXPECT_TRUE(longest.ends_with("ș.jpg"));
    EXPECT_EQ(clean_file_name("ș" + std::string(199, 'a')), std::string(199, 'a'));
}

TEST(MultipartParser, RefusesWhatIsNoForm) {
    const auto whole = part(R"(form-data; name="file"; filename="a")", "12345");
    const std::vector<std::string> forms{
        "",
        "hello",
        "--xy",
        "--xyz",
        kEnd.substr(0, 6),
        "--other\r\n",
        "preamble\r\n" + whole + kEnd,
        whole,
        whole + "--xyz-",
        whole + "--xyzz\r\n",
        part("form-data", "1") + kEnd,
        part(R"(form-data; name="")", "1") + kEnd,
        part(R"(attachment; name="file"; filename="a")", "1") + kEnd,
        part(R"(form-data; name="file)", "1") + kEnd,
        part(R"(form-data; name="file" x; filename="a")", "1") + kEnd,
        part(R"(form-data; name)", "1") + kEnd,
        part(std::string("form-data; name=\"a\0b\"", 21), "1") + kEnd,
        part("form-data; name=a\r\nContent-Disposition: form-data; name=b", "1") + kEnd,
        part("form-data; name=a\r\nno header", "1") + kEnd,
        part("form-data; name=a\r\nX: " + std::string(10'000, 'x'), "1") + kEnd,
        "--xyz\r\nX: " + std::string(10'000, 'x'),
        "--xyz\r\n\r\n1\r\n--xyz--",
        "--xyz" + std::string(100, ' '),
    };
    for (const auto& form : forms) {
        for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, std::size_t{1'000'000}}) {
            EXPECT_TRUE(parse(form, piece).starts_with('!')) << form.substr(0, 100);
        }
    }
    std::string many;
    for (int count = 0; count < 201; ++count) {
        many += part("form-data; name=a", "");
    }
    EXPECT_EQ(parse(many + kEnd), "!The form has too many parts");
}

TEST(MultipartParser, SaysTheSameOfDamagedFormsWhateverThePiecesAre) {
    const auto whole = part(R"(form-data; name="file"; filename="a\"b")", "1\r\n--x2") +
                       part("form-data; name=b", "") + kEnd;
    std::mt19937 random(7);  // NOLINT(*-msc51-cpp): the same every time
    for (int round = 0; round < 3000; ++round) {
        auto form = whole;
        for (std::size_t count = 1 + random() % 3; count > 0; --count) {
            form[random() % form.size()] = static_cast<char>(random() % 256);
        }
        form.resize(random() % 4 == 0 ? random() % form.size() : form.size());
        const auto at_once = parse(form);
        const auto in_pieces = parse(form, 1 + random() % 9);
        EXPECT_EQ(at_once.starts_with('!'), in_pieces.starts_with('!'));
        if (!at_once.starts_with('!')) {
            EXPECT_EQ(at_once, in_pieces);
        }
    }
}

TEST(MultipartBoundary, IsFoundInTheContentType) {
    EXPECT_EQ(find_boundary("multipart/form-data; boundary=abc"), "abc");
    EXPECT_EQ(find_boundary("Multipart/Form-Data; charset=utf-8; BOUNDARY=\"a b'()c\""), "a b'()c");
    for (const std::string type : {"",
                                   "application/json",
                                   "multipart/mixed; boundary=abc",
                                   "multipart/form-data",
                                   "multipart/form-data; boundary=",
                                   "multipart/form-data; boundary=\"a",
                                   "multipart/form-data; boundary=\"a \"",
                                   "multipart/form-data; boundary=a\tb",
                                   "multipart/form-data; boundary"}) {
        EXPECT_EQ(find_boundary(type), std::nullopt) << type;
    }
    EXPECT_EQ(find_boundary("multipart/form-data; boundary=" + std::string(71, 'a')), std::nullopt);
}

}  // namespace
}  // namespace roa2web::http
