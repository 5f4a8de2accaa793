// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.TaskLastStatus;
import io.ecsim.aws.TaskStopCode;
import io.ecsim.journal.Entry;
import io.ecsim.kernel.Time;
import io.ecsim.metrics.Datapoint;
import io.ecsim.metrics.Metric;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RecordingTest {
    private final Recording recording = new Recording();

    @Test
    void lifeOfATask_movesTheCounts() {
        recording.add(0, new Entry.ServiceCreated("shop", "shop:1", 1));
        recording.add(1, new Entry.TaskPlaced("t1", "shop", "service:shop", "d1", "shop:1", "i-1", "a", 256, 512));
        recording.add(2, new Entry.TaskStatusChanged("t1", "shop", TaskLastStatus.PENDING));
        recording.add(3, new Entry.TaskStatusChanged("t1", "shop", TaskLastStatus.RUNNING));
        recording.add(4, new Entry.TaskHealthChanged("t1", "shop", true, "check"));
        recording.add(5, new Entry.TaskStopRequested("t1", "shop", TaskStopCode.UserInitiated, "StopTask"));
        recording.add(6, new Entry.TaskStatusChanged("t1", "shop", TaskLastStatus.STOPPING));
        recording.add(7, new Entry.TaskStatusChanged("t1", "shop", TaskLastStatus.STOPPED));

        ServiceSeries shop = recording.services().get("shop");
        assertThat(shop.desired()).satisfies(s -> steps(s, "0=1"));
        assertThat(shop.pending()).satisfies(s -> steps(s, "1=1 3=0"));
        assertThat(shop.running()).satisfies(s -> steps(s, "3=1 6=0"));
        assertThat(shop.healthy()).satisfies(s -> steps(s, "4=1 5=0"));
    }

    @Test
    void standaloneTasks_belongToNoService() {
        recording.add(1, new Entry.TaskPlaced("t1", null, "family:job", null, "job:1", "i-1", "a", 256, 512));
        recording.add(2, new Entry.TaskStatusChanged("t1", null, TaskLastStatus.RUNNING));
        assertThat(recording.services()).isEmpty();
        assertThat(recording.jobs().pending()).satisfies(s -> steps(s, "1=1 2=0"));
        assertThat(recording.jobs().running()).satisfies(s -> steps(s, "2=1"));
    }

    @Test
    void standaloneTasksWithoutAPlace_waitUntilTheyHaveOneOrEnd() {
        recording.add(1, new Entry.TaskWaits("t1", null, "family:job", null, "job:1", 256, 512, "cp"));
        recording.add(2, new Entry.TaskWaits("t2", null, "family:job", null, "job:1", 256, 512, "cp"));
        recording.add(3, new Entry.TaskWaits("t3", "shop", "service:shop", "d1", "shop:1", 256, 512, "cp"));
        recording.add(4, new Entry.TasksWaiting("jobs", 7, "CPU"));
        recording.add(5, new Entry.TaskPlaced("t1", null, "family:job", null, "job:1", "i-1", "a", 256, 512));
        recording.add(6, new Entry.TasksWaiting("jobs", 3, "room has appeared"));
        recording.add(7, new Entry.TaskStatusChanged("t2", null, TaskLastStatus.STOPPED));
        assertThat(recording.jobs().waiting()).satisfies(s -> steps(s, "1=1 2=2 4=9 5=8 6=4 7=3"));
    }

    @Test
    void instances_countFromRegistrationToTermination() {
        recording.add(0, new Entry.InstanceRegistered("i-1", "m5.large", "a", 2048, 7782));
        recording.add(0, new Entry.InstanceRegistered("i-2", "m5.large", "b", 2048, 7782));
        recording.add(9, new Entry.InstanceTerminated("i-1", "gone"));
        steps(recording.instances(), "0=2 9=1");
        assertThat(recording.instances().at(5)).isEqualTo(2);
        assertThat(recording.instances().at(-1)).isZero();
        assertThat(recording.instances().max()).isEqualTo(2);
    }

    @Test
    void notableRows_leaveOutTheLifeOfSingleTasks() {
        recording.add(0, new Entry.TaskStatusChanged("t1", "shop", TaskLastStatus.PENDING));
        recording.add(1, new Entry.TargetHealthChanged("web", "t1", "shop", "healthy", "check"));
        recording.add(2, new Entry.TargetHealthChanged("web", "t1", "shop", "unhealthy", "timeout"));
        recording.add(3, new Entry.ServiceEvent("shop", "(service shop) has reached a steady state."));
        assertThat(recording.rows()).extracting(JournalRow::time).containsExactly(2L, 3L);
    }

    @Test
    void ofTooManyRows_theFirstAndTheNewestAreKept() {
        for (long i = 0; i < Recording.ROWS; i++) {
            recording.add(i, new Entry.ServiceEvent("shop", "again"));
        }
        assertThat(recording.gap()).isEmpty();
        for (long i = 0; i < 7; i++) {
            recording.add(Recording.ROWS + i, new Entry.ServiceEvent("shop", "again"));
        }
        int half = Recording.ROWS / 2;
        assertThat(recording.gap()).contains(new Recording.Gap(7, half - 1, half + 7));
        assertThat(recording.rows())
                .hasSize(Recording.ROWS)
                .extracting(JournalRow::time)
                .isSorted()
                .startsWith(0L, 1L)
                .contains(half - 1L, half + 7L)
                .doesNotContain((long) half, half + 6L)
                .endsWith(Recording.ROWS + 6L);
        assertThat(recording.count(Entry.ServiceEvent.class)).isEqualTo(Recording.ROWS + 7);
        assertThat(recording.count(Entry.ServiceScaled.class)).isZero();
    }

    @Test
    void longSeries_areThinnedWithoutLosingSumsAndExtremes() {
        Metric metric = new Metric("AWS/ECS", "CPUUtilization", "ClusterName=default", "Percent");
        int minutes = 14 * 1440;
        for (int i = 0; i < minutes; i++) {
            recording.metric(metric, new Datapoint(i * Time.MINUTE, Time.MINUTE, 1, i, i, i));
        }
        MetricSeries series = recording.metrics().get(0);
        assertThat(series.size()).isLessThanOrEqualTo(MetricRecorder.LIMIT).isGreaterThan(MetricRecorder.LIMIT / 2);
        assertThat(series.period()).isEqualTo(8 * Time.MINUTE);
        assertThat(Arrays.stream(series.samples()).sum()).isEqualTo(minutes);
        assertThat(Arrays.stream(series.sum()).sum()).isEqualTo(minutes * (minutes - 1L) / 2.0);
        assertThat(series.maximum()[series.size() - 1]).isEqualTo(minutes - 1);
        assertThat(series.average(0)).isEqualTo(3.5);
    }

    @Test
    void longStepSeries_areThinnedAndEndRight() {
        StepRecorder recorder = new StepRecorder();
        int changes = 5 * StepRecorder.LIMIT;
        for (int i = 1; i <= changes; i++) {
            recorder.set(i * Time.SECOND, i);
        }
        StepSeries series = recorder.series();
        assertThat(series.size()).isLessThanOrEqualTo(StepRecorder.LIMIT);
        assertThat(series.value()[series.size() - 1]).isEqualTo(changes);
        for (int i = 1; i < series.size(); i++) {
            assertThat(series.time()[i]).isGreaterThan(series.time()[i - 1]);
        }
    }

    private static void steps(StepSeries series, String expected) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < series.size(); i++) {
            text.append(i == 0 ? "" : " ").append(series.time()[i]).append('=').append(series.value()[i]);
        }
        assertThat(text.toString()).isEqualTo(expected);
    }
}
