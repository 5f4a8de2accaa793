// SPDX-License-Identifier: Apache-2.0
package io.ecsim.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code -Dgolden.update=true} writes the page anew. */
class WorldPageTest {
    private static final Path PAGE = Path.of("../docs/world.md");

    @Test
    void theCommittedPageIsWhatTheWorldSays() throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, WorldPage.markdown());
        }
        assertThat(PAGE).content().isEqualTo(WorldPage.markdown());
    }

    @Test
    void theDefaultsAreWrittenAsAScenarioWritesThem() {
        assertThat(WorldPage.markdown())
                .contains(
                        "| time between two passes of the service scheduler | `10s` | duration | SV-4 |\n",
                        "| `instanceLaunch` | from launch of an instance until it is registered | `1m` |",
                        "| `20MiB` | size | IM-5 |\n",
                        "| `95%` | share | RS-5 |\n",
                        "| `{ecs: 2m, ecsHighResolution: 8s, alb: 1m, sqs: 1m, managedScaling: 15s, ec2: 1m}` | durations | SC-109 |\n",
                        "| `deterministic` | `deterministic` or `random` | PL-26 |\n");
    }
}
