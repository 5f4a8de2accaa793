// SPDX-License-Identifier: Apache-2.0
package io.ecsim.packing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.ContainerInstanceStatus;
import io.ecsim.aws.PlacementConstraint;
import io.ecsim.aws.PlacementStrategy;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.aws.TransportProtocol;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.ContainerInstance;
import io.ecsim.cluster.HostPort;
import io.ecsim.cluster.InstanceView;
import io.ecsim.cluster.Revision;
import io.ecsim.cluster.TaskNeeds;
import io.ecsim.cluster.Transitions;
import io.ecsim.kernel.RandomStreams;
import io.ecsim.placement.PlacementRule;
import io.ecsim.placement.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How many more tasks fit beside those that are there. */
class HeadroomTest {
    private static final String GROUP = "service:web";
    private static final Revision WEB =
            new Revision(new TaskDefinition("web", null, null, null, null, null, null, null), 1);

    private final ClusterState cluster = new ClusterState(Instant.EPOCH);
    private final Transitions transitions = new Transitions(cluster, () -> 0, (time, entry) -> {});

    /** Two instances of 2048 CPU units, 4000 MiB and two interfaces; a task of 512 and 1000 on the first. */
    @BeforeEach
    void fill() {
        for (String id : List.of("i-00001", "i-00002")) {
            transitions.register(new ContainerInstance.Registration(
                    id, "t", "a", null, 2, 2048, 4000, Set.of(), 0, 2, 0, Map.of("ecs.availability-zone", "a")));
        }
        place(TaskNeeds.of(512, 1000, 0), 0);
    }

    private void place(TaskNeeds needs, int instance) {
        transitions.place("web", GROUP, "d", WEB, needs, cluster.instance(instance));
    }

    private Headroom headroom(TaskNeeds needs, int most, PlacementConstraint... constraints) {
        PlacementRule rule = PlacementRule.of(
                GROUP,
                List.of(new PlacementStrategy("binpack", "memory")),
                List.of(constraints),
                true,
                false,
                new RandomStreams(1).stream("test"));
        return Headroom.of(cluster, needs, rule, most);
    }

    /** 3000 and 4000 MiB are left: two of 1200 on the first, three on the second, which leaves 600 and 400. */
    @Test
    @Tag("RS-9")
    void tasks_fitUntilTheInstancesAreFull_andTheNextIsRefusedAsInARun() {
        Headroom headroom = headroom(TaskNeeds.of(100, 1200, 0), 1000);
        assertThat(headroom.tasks()).isEqualTo(5);
        assertThat(headroom.next().counts()).isEqualTo(Map.of(Reason.MEMORY, 2));
        assertThat(headroom.next().closest()).hasToString("i-00001: memory: 1200 MiB asked, 600 free");
    }

    @Test
    void cluster_isNotTouched() {
        headroom(TaskNeeds.of(100, 1200, 0), 1000);
        assertThat(cluster.instances())
                .extracting(InstanceView::remainingMemory)
                .containsExactly(3000, 4000);
        assertThat(cluster.tasks()).hasSize(1);
    }

    @Test
    void count_thatFits_needsNoReason() {
        assertThat(headroom(TaskNeeds.of(100, 1200, 0), 5)).isEqualTo(new Headroom(5, null));
    }

    @Test
    @Tag("CN-1")
    void distinctInstance_countsTheTasksThatAreThere() {
        Headroom headroom = headroom(TaskNeeds.of(1, 1, 0), 10, new PlacementConstraint("distinctInstance", null));
        assertThat(headroom.tasks()).isEqualTo(1);
        assertThat(headroom.next().counts()).isEqualTo(Map.of(Reason.DISTINCT_INSTANCE, 2));
    }

    @Test
    @Tag("CN-6")
    void groupAffinity_seesTheTasksThatAreThereAndThoseThatFollow() {
        String affinity = "task:group == " + GROUP + " and runningTasksCount < 4";
        Headroom headroom = headroom(TaskNeeds.of(1, 1, 0), 10, new PlacementConstraint("memberOf", affinity));
        assertThat(headroom.tasks()).isEqualTo(3);
    }

    @Test
    @Tag("NW-5")
    @Tag("NW-20")
    void portsAndInterfaces_areTaken() {
        TaskNeeds port80 = new TaskNeeds(
                1, 1, 0, List.of(new HostPort(TransportProtocol.tcp, 80)), false, false, List.of(), Set.of());
        assertThat(headroom(port80, 10).tasks()).isEqualTo(2);
        place(port80, 1);
        assertThat(headroom(port80, 10).tasks()).isEqualTo(1);
        TaskNeeds interfaces = new TaskNeeds(1, 1, 0, List.of(), true, false, List.of(), Set.of());
        assertThat(headroom(interfaces, 10).next().counts()).isEqualTo(Map.of(Reason.ENI, 2));
        assertThat(headroom(interfaces, 10).tasks()).isEqualTo(4);
    }

    @Test
    @Tag("PL-2")
    void drainingInstances_takeNone() {
        transitions.changeStatus(cluster.instance(1), ContainerInstanceStatus.DRAINING, "test");
        Headroom headroom = headroom(TaskNeeds.of(100, 1200, 0), 1000);
        assertThat(headroom.tasks()).isEqualTo(2);
        assertThat(headroom.next().counts()).isEqualTo(Map.of(Reason.STATUS, 1, Reason.MEMORY, 1));
    }
}
