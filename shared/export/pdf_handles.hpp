// Owners of what the C libraries below a page hand out.
#pragma once

#include <memory>

#include <pango/pangocairo.h>

namespace roa2web::exports {

template <auto destroy>
struct Destroy {
    template <class T>
    void operator()(T* object) const {
        destroy(object);
    }
};

template <class T, auto destroy>
using Handle = std::unique_ptr<T, Destroy<destroy>>;

template <class T>
using ObjectHandle = Handle<T, g_object_unref>;

}  // namespace roa2web::exports
