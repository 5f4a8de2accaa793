// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ecsim.experiment.compare.Comparison;
import io.ecsim.experiment.compare.Experiment;
import io.ecsim.experiment.compare.Variant;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a comparison. */
class ComparisonReportTest {
    private static final String SCENARIO = """
            name: tiny
            duration: 10m
            taskDefinitions:
              - {family: job, containerDefinitions: [{name: job, image: "job:1", cpu: 512, memory: 512}]}
            containerInstances: [{instanceType: m6i.xlarge, count: 2}]
            applications: {job: {exit: {code: 0, after: {p50: 3m, p99: 10m}}}}
            tasks: [{taskDefinition: job, arrivals: {rate: 2/m, noise: {dispersion: 1}}}]
            """;

    @TempDir
    private Path folder;

    private Path page(String... varied) throws Exception {
        Path scenario = Files.writeString(folder.resolve("tiny.yaml"), SCENARIO);
        List<Variant> variants = Variant.of(List.of(scenario), List.of(varied), new ArrayList<>());
        Path runs = Files.createDirectories(folder.resolve("runs"));
        Comparison comparison = Experiment.of(variants, 6).execute(runs, 2, () -> false);
        ComparisonReport.write(comparison, "tiny", "./ecsim compare", folder, true);
        return folder.resolve("index.html");
    }

    @Test
    void itHasTheMeansAndTheDifferencesOfWhatDiffers() throws Exception {
        String page = Files.readString(page("containerInstances[0].count=2,3"));
        assertThat(page).contains("Cheapest is 2 (", "id=\"chart-costUsd-total\"");
        assertThat(page).contains("Cost: difference to 2, USD", "id=\"chart-costUsd-total-difference\"");
        assertThat(folder.resolve("charts/costUsd-total.svg")).isNotEmptyFile();
        assertThat(folder.resolve("charts/costUsd-total-difference.png")).isNotEmptyFile();
    }

    @Test
    void aBrowserHasNothingToComplainOf_andValuesStayText() throws Exception {
        assumeTrue(Browser.isThere(), Browser.MISSING);
        Path page = page("description=\"<b onclick=x>bold</b>\",plain", "containerInstances[0].count=2,3");
        assertThat(Files.readString(page)).doesNotContain("<b onclick");
        Browser.Seen seen = Browser.open(page, "");
        assertThat(seen.complaints()).isEmpty();
        assertThat(seen.document()).contains("&lt;b onclick=x&gt;bold");
    }
}
