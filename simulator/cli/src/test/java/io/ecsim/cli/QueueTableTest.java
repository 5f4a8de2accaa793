// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that only pages of runs with queues or standalone tasks have. */
class QueueTableTest {
    /** Ten messages a minute for ten minutes, taken by no one; two jobs of a minute, of which one finds no room. */
    private static final String SCENARIO = """
            name: tables
            duration: 10m
            taskDefinitions:
              - {family: job, containerDefinitions: [{name: job, image: "job:1", cpu: 2048, memory: 512}]}
            containerInstances: [{instanceType: m6i.large}]
            applications: {job: {exit: {code: 0, after: 1m}}}
            queues: [{QueueName: parcels}]
            workload: [{queue: parcels, messages: {rate: 10/m}}]
            timeline: [{at: 1m, runTask: {taskDefinition: job, count: 2}}]
            """;

    @TempDir
    private Path folder;

    @Test
    void aPageTellsWhatBecameOfMessagesAndOfJobs() throws IOException {
        Path scenario = Files.writeString(folder.resolve("tables.yaml"), SCENARIO);
        Path out = folder.resolve("out");
        Console console = new Console(new Interrupt());
        assertThat(console.execute("run", scenario.toString(), "--out", out.toString(), "--quiet"))
                .as(console.err())
                .isZero();
        String page = Files.readString(out.resolve("index.html")).replaceAll("\\s*\n\\s*", "");
        assertThat(page)
                .contains("<th scope=\"row\">parcels</th><td class=\"number\">100</td><td class=\"number\">0</td>")
                .contains("<th scope=\"row\">Tasks</th><td class=\"number\">1</td><td class=\"number\">1</td>"
                        + "<td class=\"number\">0</td><td class=\"number\">1</td>");
    }
}
