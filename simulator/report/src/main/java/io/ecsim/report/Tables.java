// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import static io.ecsim.report.Html.attribute;
import static io.ecsim.report.Html.cssClass;
import static io.ecsim.report.Html.element;

import io.ecsim.report.Html.Attribute;
import java.util.ArrayList;
import java.util.List;

/** Tables with a caption and heads that name what they are the heads of. A wide one scrolls within its own box. */
final class Tables {
    private Tables() {}

    /** A column. @param number whether its cells are numbers, aligned at the right */
    record Column(String name, boolean number) {}

    static Column text(String name) {
        return new Column(name, false);
    }

    static Column number(String name) {
        return new Column(name, true);
    }

    /** @param rows cells as text or markup; the first cell of a row is its head */
    static Html table(String caption, List<Column> columns, List<List<Object>> rows) {
        List<Html> heads = columns.stream()
                .map(column -> cell("th", "col", column, column.name()))
                .toList();
        List<Html> body = new ArrayList<>();
        for (List<Object> row : rows) {
            List<Html> cells = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                cells.add(cell(i == 0 ? "th" : "td", i == 0 ? "row" : "", columns.get(i), row.get(i)));
            }
            body.add(element("tr", cells));
        }
        // A box that scrolls must be reachable by keyboard, and then it needs a name.
        return element(
                "div",
                cssClass("scroll"),
                attribute("tabindex", "0"),
                attribute("role", "region"),
                attribute("aria-label", caption),
                element(
                        "table",
                        // The caption stays in sight while its table scrolls: the style sheet holds the inner element.
                        element("caption", element("span", caption)),
                        element("thead", element("tr", heads)),
                        element("tbody", body)));
    }

    private static Html cell(String tag, String scope, Column column, Object content) {
        List<Attribute> attributes = new ArrayList<>();
        if (!scope.isEmpty()) {
            attributes.add(attribute("scope", scope));
        }
        if (column.number()) {
            attributes.add(cssClass("number"));
        }
        return element(tag, attributes, content);
    }
}
