// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import static io.ecsim.report.Html.attribute;
import static io.ecsim.report.Html.code;
import static io.ecsim.report.Html.element;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The scenario as it was run, every default written out. */
final class EffectiveScenario {
    /** A longer one would be most of the page. */
    private static final int MOST_CHARACTERS = 60_000;

    private EffectiveScenario() {}

    /** @param directory where the run has written {@code scenario.yaml} */
    static Html section(Path directory) throws IOException {
        Path file = directory.resolve("scenario.yaml");
        if (!Files.exists(file)) {
            return Html.NOTHING;
        }
        String yaml = Files.readString(file);
        Html where = element(
                "p", "Every default is written out. Running ", code("scenario.yaml"), " again gives the same figures.");
        if (yaml.length() > MOST_CHARACTERS) {
            return Page.section(
                    "scenario", "The scenario", where, element("p", "It is too long for a page and in the file only."));
        }
        return Page.section(
                "scenario",
                "The scenario",
                where,
                Html.details(
                        false,
                        Figures.count(yaml.lines().count(), "line", "lines") + " of YAML",
                        element("pre", attribute("tabindex", "0"), Html.inline("code", yaml))));
    }
}
