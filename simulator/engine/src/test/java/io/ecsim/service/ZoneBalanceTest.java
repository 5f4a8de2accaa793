// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ZoneBalanceTest {
    private static ZoneBalance balance(int... tasks) {
        List<String> zones = new ArrayList<>();
        List<String> taken = new ArrayList<>();
        for (int i = 0; i < tasks.length; i++) {
            zones.add("z" + i);
            taken.addAll(Collections.nCopies(tasks[i], "z" + i));
        }
        return ZoneBalance.of(zones, taken);
    }

    @Test
    @Tag("PW-28")
    @Tag("AZ-3")
    void theTasksThatAreMissingAreThoseOfTheEmptiestZones() {
        assertThat(balance(3, 2, 0).missing()).containsExactly("z2");
        assertThat(balance(2, 1).isEven()).isTrue();
        assertThat(balance(2, 1).missing()).isEmpty();
        assertThat(balance(2, 0).isEven()).isFalse();
        assertThat(balance(2, 0).missing()).containsExactly("z1");
        assertThat(balance(6, 0, 0).missing()).containsExactly("z2", "z2", "z1", "z1");
        assertThat(balance(2, 0, 0).missing()).containsExactly("z1");
    }

    @Test
    @Tag("AZ-3")
    void whatIsMissingMakesAnyServiceEven_ifAsManyStopWhereThereAreMost() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 500; i++) {
            int[] tasks = random.ints(1 + random.nextInt(5), 0, 9).toArray();
            List<String> missing = balance(tasks).missing();
            for (String zone : missing) {
                tasks[Integer.parseInt(zone.substring(1))]++;
            }
            for (int n = 0; n < missing.size(); n++) {
                int fullest = 0;
                for (int z = 0; z < tasks.length; z++) {
                    fullest = tasks[z] > tasks[fullest] ? z : fullest;
                }
                tasks[fullest]--;
            }
            assertThat(balance(tasks).isEven()).isTrue();
        }
    }
}
