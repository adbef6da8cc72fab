// SPDX-License-Identifier: GPL-3.0-or-later
#include "av/still_encoder.h"
#include "base/base64.h"
#include "beats/sheet.h"

#include <fmt/format.h>

#include <cmath>
#include <iterator>
#include <string_view>

namespace takt::beats {
namespace {

std::string escaped(std::string_view text) {
    std::string result;
    for (const char c : text) {
        switch (c) {
            case '&': result += "&amp;"; break;
            case '<': result += "&lt;"; break;
            case '>': result += "&gt;"; break;
            case '"': result += "&quot;"; break;
            default: result += c;
        }
    }
    return result;
}

/// A tenth of a pixel is enough, and a whole number needs no point.
std::string number(double value) {
    return fmt::format("{:g}", std::round(value * 10) / 10);
}

std::string svg_of(const Layer& layer) {
    std::string path;
    double x = 0;
    double y = 0;
    for (const Area& area : layer.areas) {
        // The pen is back where the rectangle began; rounded as it was written, errors do not add up.
        const double left = std::round(area.x * 10) / 10;
        const double top = std::round(area.y * 10) / 10;
        path += fmt::format("m{} {}h{}v{}h{}z", number(left - x), number(top - y), number(area.width),
                            number(area.height), number(-area.width));
        x = left;
        y = top;
    }
    const std::string opacity = layer.opacity < 1 ? fmt::format(" fill-opacity=\"{:.2f}\"", layer.opacity) : "";
    return fmt::format("<path fill=\"#{:06x}\"{} d=\"{}\"/>\n", layer.rgb, opacity, path);
}

std::string svg_of(const Raster& raster) {
    std::vector<std::uint8_t> rgba;
    rgba.reserve(raster.rgb.size() / 3 * 4);
    for (std::size_t i = 0; i + 2 < raster.rgb.size(); i += 3) {
        rgba.insert(rgba.end(), {raster.rgb[i], raster.rgb[i + 1], raster.rgb[i + 2], 255});
    }
    const Area& area = raster.area;
    return fmt::format(
        "<image x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" preserveAspectRatio=\"none\" "
        "href=\"data:image/png;base64,{}\"/>\n",
        number(area.x), number(area.y), number(area.width), number(area.height),
        base64(av::encode_png(rgba, raster.columns, raster.rows)));
}

std::string svg_of(const Label& label) {
    constexpr const char* kAnchors[] = {"", " text-anchor=\"middle\"", " text-anchor=\"end\""};
    return fmt::format("<text x=\"{}\" y=\"{}\" font-size=\"{}\" fill=\"#{:06x}\"{}{}>{}</text>\n", number(label.x),
                       number(label.y), number(label.size), label.rgb, kAnchors[static_cast<int>(label.anchor)],
                       label.bold ? " font-weight=\"600\"" : "", escaped(label.text));
}

}  // namespace

std::string sheet_svg(const Sheet& sheet) {
    std::string svg = fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" "
        "font-family=\"DejaVu Sans,sans-serif\">\n<title>{2}</title>\n"
        "<rect width=\"{0}\" height=\"{1}\" fill=\"#fff\"/>\n",
        sheet.width, sheet.height, escaped(sheet.title));
    for (const auto& drawn : sheet.drawn) {
        svg += std::visit([](const auto& part) { return svg_of(part); }, drawn);
    }
    for (const Label& label : sheet.labels) svg += svg_of(label);
    return svg + "</svg>\n";
}

}  // namespace takt::beats
