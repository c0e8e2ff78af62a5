#include "mail/mime_message.hpp"

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace roa2web::mail {

namespace {

using namespace std::chrono_literals;

constexpr core::Timestamp kInstant = std::chrono::sys_days{2025y / 11 / 3} + 8h + 5min + 9s;

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find("\r\n", at), text.size());
        lines.emplace_back(text.substr(at, end - at));
        at = end + 2;
    }
    return lines;
}

MimeMessage message_with_subject(std::string subject) {
    return {.from = "roa@example.ro",
            .from_name = "ROA2WEB",
            .to = "ana@example.ro",
            .subject = std::move(subject),
            .text = "Bună ziua",
            .message_id = "1@example.ro",
            .date = kInstant};
}

}  // namespace

TEST(MimeMessage, AcceptsOrdinaryAddresses) {
    EXPECT_TRUE(is_mail_address("ana@example.ro"));
    EXPECT_TRUE(is_mail_address("ana.pop+roa@mail.example-firma.ro"));
    EXPECT_TRUE(is_mail_address("root@localhost"));
}

TEST(MimeMessage, RefusesWhatIsNoAddress) {
    for (const std::string_view text : {"",
                                        "ana",
                                        "@example.ro",
                                        "ana@",
                                        "ana@@example.ro",
                                        "ana pop@example.ro",
                                        "ana@example..ro",
                                        "ana@-example.ro",
                                        "ana@example-.ro",
                                        ".ana@example.ro",
                                        "ana.@example.ro",
                                        "ana@example.ro.",
                                        "ana@example.ro\r\nBcc: eva@example.ro",
                                        "ana@example.ro>",
                                        "<ana@example.ro>",
                                        "ană@example.ro"}) {
        EXPECT_FALSE(is_mail_address(text)) << text;
    }
    EXPECT_FALSE(is_mail_address(std::string(65, 'a') + "@example.ro"));
    EXPECT_FALSE(is_mail_address("a@" + std::string(260, 'b')));
    EXPECT_FALSE(is_mail_address(std::string_view("a\0@example.ro", 13)));
}

TEST(MimeMessage, KeepsPlainSubjectsAsTheyAre) {
    EXPECT_EQ(encode_header_text("Your code"), "Your code");
}

TEST(MimeMessage, EncodesDiacriticsAsEncodedWords) {
    EXPECT_EQ(encode_header_text("Codul dumneavoastră"),
              "=?UTF-8?B?Q29kdWwgZHVtbmVhdm9hc3RyxIM=?=");
}

TEST(MimeMessage, EncodesTextThatLooksLikeAnEncodedWord) {
    EXPECT_TRUE(encode_header_text("=?UTF-8?B?QQ==?=").starts_with("=?UTF-8?B?PT9"));
}

TEST(MimeMessage, SplitsLongSubjectsBetweenLettersInWordsOfAtMost75Bytes) {
    std::string subject;
    for (int i = 0; i < 100; ++i) {
        subject += "ș";
    }
    for (const auto& line : lines_of(encode_header_text(subject))) {
        EXPECT_LE(line.size(), 76U) << line;
        EXPECT_NE(line.find("=?UTF-8?B?yJ"), std::string::npos)
            << "begins with a whole letter: " << line;
    }
}

TEST(MimeMessage, LetsNoSubjectAddAHeader) {
    const auto text = format_message(message_with_subject("Code\r\nBcc: eva@example.ro\n\nbody"));
    const auto lines = lines_of(text);
    EXPECT_NE(std::find(lines.begin(), lines.end(), "Subject: Code  Bcc: eva@example.ro  body"),
              lines.end());
    EXPECT_TRUE(std::none_of(
        lines.begin(), lines.end(), [](const auto& line) { return line.starts_with("Bcc"); }));
}

TEST(MimeMessage, EncodesBodiesAsQuotedPrintable) {
    EXPECT_EQ(encode_quoted_printable("Bună = 1\nx \r\n"), "Bun=C4=83 =3D 1\r\nx=20\r\n");
}

TEST(MimeMessage, BreaksLongLinesSoftly) {
    const auto encoded = encode_quoted_printable(std::string(200, 'a') + "ă");
    std::string joined;
    for (const auto& line : lines_of(encoded)) {
        EXPECT_LE(line.size(), 76U);
        joined += line.ends_with('=') ? line.substr(0, line.size() - 1) : line;
    }
    EXPECT_EQ(joined, std::string(200, 'a') + "=C4=83");
}

TEST(MimeMessage, WritesDatesInUtc) {
    EXPECT_EQ(format_mail_date(kInstant), "Mon, 3 Nov 2025 08:05:09 +0000");
}

TEST(MimeMessage, CarriesTheHeadersThatReceiversAskFor) {
    const auto text = format_message(message_with_subject("Cod"));
    for (const std::string_view header : {"Date: Mon, 3 Nov 2025 08:05:09 +0000\r\n",
                                          "From: =?UTF-8?B?Uk9BMldFQg==?= <roa@example.ro>\r\n",
                                          "To: <ana@example.ro>\r\n",
                                          "Message-ID: <1@example.ro>\r\n",
                                          "Content-Type: text/plain; charset=utf-8\r\n",
                                          "Content-Transfer-Encoding: quoted-printable\r\n"}) {
        EXPECT_NE(text.find(header), std::string::npos) << header;
    }
    EXPECT_TRUE(text.ends_with("\r\n\r\nBun=C4=83 ziua\r\n"));
}

}  // namespace roa2web::mail
