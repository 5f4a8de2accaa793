// SPDX-License-Identifier: Apache-2.0
package io.ecsim.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.kernel.RandomStreams;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessorTest {
    private static final int ENDS = 20_000;

    private static final class Job {
        final int id;
        double left;

        Job(int id, double work) {
            this.id = id;
            this.left = work;
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.25, 1, 2.5, 16})
    void jobsEnd_whenCountingDownTheRestOfEachSaysSo(double vcpus) {
        var random = new RandomStreams(7).stream("jobs");
        var processor = new Processor(vcpus, 0);
        List<Job> plain = new ArrayList<>();
        long now = 0;
        double used = 0;
        long arrival = 0;
        double share = vcpus;
        for (int id = 0, ended = 0; ended < ENDS; ) {
            double pace = plain.isEmpty() ? 1 : Math.min(1, share / plain.size());
            var least = plain.stream().min(Comparator.comparingDouble(job -> job.left));
            double end = least.isEmpty() ? Double.POSITIVE_INFINITY : now + least.get().left / pace;
            assertThat((double) Math.min(processor.nextEnd(), arrival)).isCloseTo(Math.min(end, arrival), within(2.0));
            long next = Math.min(processor.nextEnd(), arrival);
            for (var job : plain) {
                job.left -= (next - now) * pace;
                used += (next - now) * pace;
            }
            now = next;
            processor.advance(now);
            if (now == arrival) {
                double work = 1 + 1e6 * random.nextDouble();
                plain.add(new Job(id, work));
                processor.add(id++, work);
                arrival += 1 + random.nextInt((int) (1e6 / Math.min(vcpus, 4)));
                share = random.nextInt(50) == 0 ? vcpus / 2 : vcpus;
                processor.setVcpus(share);
            } else {
                int job = processor.removeNext();
                assertThat(plain.stream().filter(j -> j.id == job).findFirst().orElseThrow().left)
                        .isCloseTo(0, within(2.0));
                plain.removeIf(j -> j.id == job);
                ended++;
            }
            assertThat(processor.size()).isEqualTo(plain.size());
        }
        assertThat(processor.used()).isCloseTo(used, within(1e-9 * used));
    }
}
