// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TasksNamedTest {
    private static List<String> ids(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> "t" + i).toList();
    }

    @Test
    @Tag("EV-39")
    void aFewAreAllNamed() {
        assertThat(ServiceEvents.tasks(ids(2))).isEqualTo("(task t1) (task t2)");
        assertThat(ServiceEvents.tasks(ids(20))).endsWith("(task t19) (task t20)");
    }

    @Test
    @Tag("EV-39")
    void ofManyTheFirstTwentyAreNamedAndTheOthersCounted() {
        assertThat(ServiceEvents.tasks(ids(25)))
                .startsWith("(task t1) (task t2) ")
                .endsWith(" (task t20) and 5 more");
    }
}
