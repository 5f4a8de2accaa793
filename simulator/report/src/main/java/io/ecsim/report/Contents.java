// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import static io.ecsim.report.Html.attribute;
import static io.ecsim.report.Html.element;
import static io.ecsim.report.Html.inline;

import java.util.List;
import java.util.regex.Pattern;

/** The sections of a page as links, read off their headings: a section that is there is in it. */
final class Contents {
    private static final Pattern HEADING = Pattern.compile("<h2 id=\"([^\"]+)-heading\">(.*?)</h2>");

    private Contents() {}

    static Html of(Html main) {
        List<Html> links = HEADING.matcher(main.markup())
                .results()
                .map(found -> element(
                        "li", inline("a", attribute("href", "#" + found.group(1)), Html.trusted(found.group(2)))))
                .toList();
        return links.size() < 2
                ? Html.NOTHING
                : element("nav", attribute("aria-label", "Contents"), element("ul", links));
    }
}
