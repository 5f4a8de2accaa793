// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.AutoScalingGroup;
import io.ecsim.journal.Entry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ZoneOutageTest {
    private static final Action TEN_MINUTES = new Action.LoseAvailabilityZone("us-east-1b", Duration.ofMinutes(10));

    private static List<String> registered(Recorder run) {
        return run.rows.stream()
                .filter(row -> row.at() > 0 && row.entry() instanceof Entry.InstanceRegistered)
                .map(row ->
                        Recorder.seconds(row.at()) + " " + ((Entry.InstanceRegistered) row.entry()).availabilityZone())
                .toList();
    }

    /** It has one again in each zone when the lost one is back, after it had two in us-east-1a. */
    @Test
    @Tag("SC-446")
    void aGroupLaunchesInTheZonesThatAreLeft_andMovesBack() {
        Scenarios scenario = Scenarios.ofWeb().withoutInstances().service(3, 100, 200);
        scenario.groups.add(new AutoScalingGroup("g", "m6i.large", 3, 3, null, null, null));
        Recorder run = Recorder.of(scenario.at(300, TEN_MINUTES));
        assertThat(run.outcomes()).containsExactly("lost [i-00002]");
        assertThat(registered(run)).containsExactly("360 us-east-1a", "960 us-east-1b");
        assertThat(run.times(Entry.InstanceTerminated.class)).containsExactly(300.0, 960.0);
    }

    @Test
    void whatIsOnItsWayIntoALostZoneNeverRegisters() {
        Scenarios scenario = Scenarios.ofWeb().withoutInstances();
        scenario.groups.add(new AutoScalingGroup("g", "m6i.large", 3, 3, null, null, null));
        Recorder run = Recorder.of(scenario.at(270, new Action.TerminateInstances("us-east-1b", 1))
                .at(300, new Action.LoseAvailabilityZone("us-east-1b", null)));
        assertThat(run.outcomes()).containsExactly("terminated [i-00002]", "lost [i-00004]");
        assertThat(registered(run)).containsExactly("360 us-east-1a");
    }

    @Test
    void aGroupOfThatZoneAloneWaitsUntilItIsBack() {
        Scenarios scenario = Scenarios.ofWeb().withoutInstances().service(1, 100, 200);
        scenario.groups.add(new AutoScalingGroup("g", "m6i.large", 1, 1, null, List.of("us-east-1b"), null));
        assertThat(registered(Recorder.of(scenario.at(300, TEN_MINUTES)))).containsExactly("960 us-east-1b");
    }

    @Test
    void fixedInstancesComeBackWithTheirZone_butNotThoseThatWereTerminated() {
        Scenarios scenario = Scenarios.ofWeb()
                .service(3, 100, 200)
                .at(200, new Action.TerminateInstances("us-east-1a", 1))
                .at(300, TEN_MINUTES)
                .at(600, TEN_MINUTES);
        assertThat(registered(Recorder.of(scenario))).containsExactly("1260 us-east-1b");
    }
}
