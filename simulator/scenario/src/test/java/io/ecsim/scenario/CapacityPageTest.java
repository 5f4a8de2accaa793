// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.AutoScalingGroup;
import io.ecsim.aws.InstancesDistribution;
import io.ecsim.aws.LifecycleHookSpecification;
import io.ecsim.aws.WarmPoolConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds docs/capacity.md to what groups know. */
class CapacityPageTest {
    private static final Path PAGE = Path.of("../docs/capacity.md");
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    @Test
    void itsExampleIsAScenario(@TempDir Path folder) throws IOException {
        String example = EXAMPLE.matcher(Files.readString(PAGE))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.joining());
        LoadedScenario read = ScenarioReader.read(Files.writeString(folder.resolve("page.yaml"), example));
        AutoScalingGroup web = read.scenario().autoScalingGroups().get(0);
        assertThat(web.instanceTypes()).containsExactly("m6i.large", "m5.large", "c5.xlarge");
        assertThat(web.mixedInstancesPolicy().instancesDistribution())
                .isEqualTo(new InstancesDistribution(null, 2, 25, "price-capacity-optimized", null));
        assertThat(web.lifecycleHookSpecificationList())
                .containsExactly(new LifecycleHookSpecification(
                        "drain", LifecycleHookSpecification.TERMINATING, 120, "CONTINUE"));
        assertThat(web.ecsConfig().enableSpotInstanceDraining()).isTrue();
        AutoScalingGroup batch = read.scenario().autoScalingGroups().get(1);
        assertThat(batch.warmPoolConfiguration()).isEqualTo(new WarmPoolConfiguration(3, null, "Stopped"));
        assertThat(read.notes()).isEmpty();
    }
}
