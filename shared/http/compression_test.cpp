#include "http/compression.hpp"

#include <string>

#include <gtest/gtest.h>

#include "core/exceptions.hpp"

namespace roa2web::http {
namespace {

TEST(Compression, GivesBackWhatItTook) {
    const std::string text(100000, 'x');
    const auto compressed = gzip(text);
    EXPECT_LT(compressed.size(), text.size() / 10);
    EXPECT_EQ(gunzip(compressed, text.size()), text);
}

TEST(Compression, RefusesDamagedData) {
    auto compressed = gzip("some text that is long enough");
    compressed[12] = static_cast<char>(compressed[12] ^ 0x55);
    EXPECT_THROW(gunzip(compressed, 29), core::InternalError);
    EXPECT_THROW(gunzip("no gzip", 10), core::InternalError);
}

TEST(Compression, ReadsAcceptEncoding) {
    EXPECT_TRUE(accepts_gzip("gzip"));
    EXPECT_TRUE(accepts_gzip("br;q=1.0, gzip;q=0.8, *;q=0.1"));
    EXPECT_TRUE(accepts_gzip("*"));
    EXPECT_FALSE(accepts_gzip("gzip;q=0, br"));
    EXPECT_FALSE(accepts_gzip("br, deflate"));
    EXPECT_FALSE(accepts_gzip(""));
}

}  // namespace
}  // namespace roa2web::http
