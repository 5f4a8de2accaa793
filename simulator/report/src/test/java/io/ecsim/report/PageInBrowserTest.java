// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ecsim.experiment.Run;
import io.ecsim.experiment.RunOutcome;
import io.ecsim.simulation.RunObserver;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page of a real run, opened by a real browser. */
class PageInBrowserTest {
    private static final Path SCENARIO = Path.of("../../scenarios/deploy-canary");
    private static final Pattern FIGURE =
            Pattern.compile("<data value=\"([^\"]+)\" data-figure=\"([^\"]+)\">([^<]+)</data>");
    private static final String COUNT_RESOURCES =
            "document.title = 'fetched ' + performance.getEntriesByType('resource').length;";

    @TempDir
    private Path folder;

    private Path page() throws Exception {
        Run run = Run.of(Run.read(SCENARIO, List.of(), null, null), "./ecsim run scenarios/deploy-canary");
        RunOutcome outcome = run.execute(folder, RunObserver.NONE, () -> false, Run.Extras.NONE);
        Report.write(outcome, folder, false);
        return folder.resolve("index.html");
    }

    @Test
    void figuresOnThePage_areThoseOfTheSummary() throws Exception {
        String page = Files.readString(page());
        JsonNode summary = JsonMapper.shared().readTree(Files.readString(folder.resolve("summary.json")));
        List<String> found = new ArrayList<>();
        for (MatchResult figure : FIGURE.matcher(page).results().toList()) {
            JsonNode node = summary;
            for (String member : figure.group(2).split("\\.")) {
                node = node.path(member);
            }
            assertThat(new BigDecimal(figure.group(1))).as(figure.group(2)).isEqualByComparingTo(node.decimalValue());
            found.add(figure.group(2) + " " + figure.group(3));
        }
        // 40 a second for 59 minutes.
        assertThat(found).contains("requests.offered 141,600", "services.shop.runningCount 4");
    }

    @Test
    void aBrowserHasNothingToComplainOfAndFetchesNothing() throws Exception {
        assumeTrue(Browser.isThere(), Browser.MISSING);
        Browser.Seen seen = Browser.open(page(), "");
        assertThat(seen.complaints()).isEmpty();
        assertThat(seen.document()).contains("141,600");
        // With the page's own policy nothing could be fetched; without it nothing is.
        assertThat(Browser.open(folder.resolve("index.html"), COUNT_RESOURCES).document())
                .contains("<title>fetched 0</title>");
    }
}
