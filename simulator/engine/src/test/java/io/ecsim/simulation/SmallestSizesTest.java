// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SmallestSizesTest {
    @Test
    void aSizeFitsWhenOneOfAllDoes() {
        SplittableRandom random = new SplittableRandom(1);
        for (int world = 0; world < 200; world++) {
            SmallestSizes sizes = new SmallestSizes();
            List<int[]> all = new ArrayList<>();
            for (int i = random.nextInt(12); i > 0; i--) {
                int[] size = {random.nextInt(10), random.nextInt(10)};
                all.add(size);
                sizes.add(size[0], size[1]);
            }
            for (int cpu = 0; cpu < 11; cpu++) {
                for (int memory = 0; memory < 11; memory++) {
                    int freeCpu = cpu;
                    int freeMemory = memory;
                    assertThat(sizes.anyFits(cpu, memory))
                            .isEqualTo(all.stream().anyMatch(s -> s[0] <= freeCpu && s[1] <= freeMemory));
                }
            }
        }
    }
}
