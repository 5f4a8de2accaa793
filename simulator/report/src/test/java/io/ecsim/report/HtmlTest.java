// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import static io.ecsim.report.Html.attribute;
import static io.ecsim.report.Html.element;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HtmlTest {
    @Test
    void textIsEscapedUnlessItIsMarkup() {
        assertThat(element("p", "<b> & ", Html.code("x < y")).markup())
                .isEqualTo("<p>&lt;b&gt; &amp; <code>x &lt; y</code></p>\n");
    }

    @Test
    void attributesAreEscapedAndMayStandInLists() {
        assertThat(element("td", List.of(attribute("title", "\"'><")), 7).markup())
                .isEqualTo("<td title=\"&quot;&#39;&gt;&lt;\">7</td>\n");
    }

    @Test
    void voidElementsCloseThemselves() {
        assertThat(element("meta", attribute("charset", "utf-8")).markup()).isEqualTo("<meta charset=\"utf-8\"/>\n");
    }

    @Test
    void charactersThatXmlForbidsAreReplaced() {
        assertThat(Html.escape("a\u0000b\u0007c\ud800d\uffffe")).isEqualTo("a\ufffdb\ufffdc\ufffdd\ufffde");
        assertThat(Html.escape("täglich 🚢\n")).isEqualTo("täglich 🚢\n");
    }
}
