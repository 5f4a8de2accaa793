// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.service.HookFunction;
import io.ecsim.world.Faults;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds docs/timeline.md to the actions, faults and answers that there are. */
class TimelinePageTest {
    private static final Path PAGE = Path.of("../docs/timeline.md");
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    @Test
    void everyActionAndEveryFaultIsNamed() throws IOException {
        String page = Files.readString(PAGE);
        assertThat(Timeline.lines().keySet())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
        Stream.of(Faults.class, HookFunction.class)
                .flatMap(type -> Stream.of(type.getRecordComponents()))
                .map(RecordComponent::getName)
                .forEach(name -> assertThat(page).contains("`" + name + "`"));
    }

    @Test
    void itsExampleIsAScenario(@TempDir Path folder) throws IOException {
        String example = EXAMPLE.matcher(Files.readString(PAGE))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.joining());
        LoadedScenario read = ScenarioReader.read(Files.writeString(folder.resolve("page.yaml"), example));
        assertThat(read.scenario().timeline()).isNotEmpty();
        assertThat(read.scenario().faults().securityGroups()).hasSize(1);
        assertThat(read.scenario().functions()).containsOnlyKeys("smoke-test");
    }
}
