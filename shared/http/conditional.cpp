#include "http/conditional.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include <sodium.h>

namespace roa2web::http {

namespace {

constexpr std::size_t kHashBytes =
    16;  // BLAKE2b's shortest; two answers that differ never share it in practice

std::string_view trim(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
    while (text.ends_with(' ') || text.ends_with('\t')) {
        text.remove_suffix(1);
    }
    return text;
}

std::string compressed_etag(std::string_view etag) {
    return std::string(etag.substr(0, etag.size() - 1)) + "-gzip\"";
}

}  // namespace

std::string make_etag(std::string_view body) {
    std::array<unsigned char, kHashBytes> hash{};
    crypto_generichash(hash.data(),
                       hash.size(),
                       reinterpret_cast<const unsigned char*>(body.data()),
                       body.size(),
                       nullptr,
                       0);
    std::array<char, kHashBytes * 2 + 1> hex{};
    sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
    return '"' + std::string(hex.data()) + '"';
}

void add_etag(Response& response) {
    const auto body = response.body_text();
    if (response.status == 200 && !body.empty() && response.header("ETag").empty() &&
        response.header("Cache-Control").find("no-store") == std::string_view::npos) {
        const auto* shared = std::get_if<SharedBody>(&response.body);
        response.set_header("ETag", shared == nullptr ? make_etag(body) : shared->stored->etag());
    }
}

bool matches_etag(std::string_view if_none_match, std::string_view etag) {
    while (!if_none_match.empty()) {
        const auto end = if_none_match.find(',');
        auto candidate = trim(if_none_match.substr(0, end));
        if_none_match =
            end == std::string_view::npos ? std::string_view{} : if_none_match.substr(end + 1);
        if (candidate.starts_with("W/")) {
            candidate.remove_prefix(2);  // If-None-Match compares weakly
        }
        if (candidate == etag || candidate == "*") {
            return true;
        }
    }
    return false;
}

void apply_conditions(const Request& request, Response& response) {
    const std::string plain(response.header("ETag"));
    const auto if_none_match = request.header("If-None-Match");
    const bool reads = request.method == Method::Get || request.method == Method::Head;
    if (plain.empty() || if_none_match.empty() || response.status != 200 || !reads) {
        return;
    }
    const auto compressed = compressed_etag(plain);
    if (matches_etag(if_none_match, compressed)) {
        response.set_header("ETag", compressed);
    } else if (!matches_etag(if_none_match, plain)) {
        return;
    }
    response.status = 304;
    // RFC 9110, section 15.4.5: what a 200 would have said of its variants.
    response.headers.emplace_back("Vary", "Accept-Encoding");
    response.body = std::string{};
    std::erase_if(response.headers, [](const auto& header) {
        return header.first == "Content-Type" || header.first == "Content-Encoding";
    });
}

void mark_compressed(Response& response) {
    const std::string plain(response.header("ETag"));
    if (!plain.empty() && response.header("Content-Encoding") == "gzip") {
        response.set_header("ETag", compressed_etag(plain));
    }
}

}  // namespace roa2web::http
