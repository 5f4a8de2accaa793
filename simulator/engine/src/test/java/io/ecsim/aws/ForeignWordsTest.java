// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ForeignWordsTest {
    @Test
    void aWordOfKubernetesIsAnsweredInEcsWords() {
        assertThat(ForeignWords.advice("maxPods", List.of("count")))
                .startsWith(" ECS has no number of tasks per instance: CPU, memory, host ports and ENIs limit it")
                .contains("distinctInstance");
    }

    /** {@code ulimits} is one letter away, and something else. */
    @Test
    void evenWhenARealNameIsNear() {
        assertThat(ForeignWords.advice("limits", List.of("ulimits"))).startsWith(" ECS says cpu and memory");
    }

    @Test
    void anyOtherNameGetsTheNearest() {
        assertThat(ForeignWords.advice("memroy", List.of("memory"))).isEqualTo(" Did you mean memory?");
    }
}
