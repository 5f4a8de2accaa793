// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void everyAnswerToHealthChecksHasItsLine() {
        assertThat(Words.ofHealth().keySet()).containsExactlyInAnyOrderElementsOf(Special.healthNames());
    }

    @Test
    void everyActionHasItsLine() {
        assertThat(Words.ofTimeline().keySet())
                .containsAll(Timeline.actions().entrySet().stream()
                        .filter(member -> member.getValue().component() != null)
                        .map(member -> member.getKey())
                        .filter(name -> !name.equals("for"))
                        .toList());
        assertThat(Words.ofTimeline().values()).noneMatch(String::isBlank);
    }
}
