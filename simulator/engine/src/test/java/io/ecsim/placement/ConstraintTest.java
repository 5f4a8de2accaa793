// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import static io.ecsim.placement.TestCluster.WEB;
import static io.ecsim.placement.TestCluster.cluster;
import static io.ecsim.placement.TestCluster.constrained;
import static io.ecsim.placement.TestCluster.distinctInstance;
import static io.ecsim.placement.TestCluster.memberOf;
import static io.ecsim.placement.TestCluster.rule;
import static io.ecsim.placement.TestCluster.task;
import static io.ecsim.placement.TestInstance.instance;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ConstraintTest {
    private static final String NOT_DISTINCT = "DistinctInstance placement constraint unsatisfied.";

    @Test
    @Tag("CN-1")
    @Tag("EV-3")
    @Tag("EV-17")
    @DisplayName("PW-10 two instances take two distinct tasks, and the third fails")
    void distinctTasks() {
        var cluster = cluster(instance("i1"), instance("i2"));
        var rule = rule("family:job", List.of(), List.of(distinctInstance()));
        assertThat(List.of(cluster.run(task(1, 1), rule), cluster.run(task(1, 1), rule)))
                .containsExactlyInAnyOrder("i1", "i2");
        assertThat(cluster.run(task(1, 1), rule)).isEqualTo(NOT_DISTINCT);
        assertThat(cluster.refusals(task(1, 1), rule))
                .containsExactly(
                        new Refusal("i1", Reason.DISTINCT_INSTANCE, "family:job", 0, 0),
                        new Refusal("i2", Reason.DISTINCT_INSTANCE, "family:job", 0, 0));
    }

    @Test
    @Tag("CN-2")
    @DisplayName("PW-11 a task that was told to stop does not keep the next one away")
    void desiredStatus() {
        // The view counts tasks by desired status: one that was told to stop is in no group any more.
        var stopping = cluster(instance("i1").room(100, 600));
        assertThat(stopping.run(task(0, 512), constrained(distinctInstance()))).isEqualTo("i1");
        var running = cluster(instance("i1").room(100, 600).tasks(WEB, 1));
        assertThat(running.refusal(task(0, 512), constrained(distinctInstance()))
                        .event())
                .isEqualTo(" The closest matching container-instance i1 encountered error \"" + NOT_DISTINCT + "\"");
    }

    @Test
    @Tag("CN-3")
    void distinctInstance_doesNotSeparateFromOtherServices() {
        var cluster = cluster(instance("i1").tasks("service:other", 1));
        assertThat(cluster.run(task(1, 1), constrained(distinctInstance()))).isEqualTo("i1");
    }

    @Test
    @Tag("CN-4")
    void distinctInstance_leavesARollingDeploymentNoRoomWhenEveryInstanceHoldsATask() {
        var cluster = cluster(instance("i1").tasks(WEB, 1), instance("i2").tasks(WEB, 1));
        assertThat(cluster.run(task(1, 1), constrained(distinctInstance()))).isEqualTo(NOT_DISTINCT);
    }

    @Test
    @Tag("PL-3")
    @Tag("CN-5")
    @Tag("EV-18")
    void memberOf_bindsHoweverMuchRoomThereIs() {
        var cluster = cluster(
                instance("i1").attribute("stack", "test"), instance("i2").attribute("stack", "prod"));
        assertThat(cluster.run(task(1, 1), constrained(memberOf("attribute:stack == prod"))))
                .isEqualTo("i2");
        assertThat(cluster.run(task(1, 1), constrained(memberOf("attribute:stack == qa"))))
                .isEqualTo("MemberOf placement constraint unsatisfied.");
    }

    @Test
    @Tag("CN-6")
    void memberOf_groupAffinityNeedsAFirstTask() {
        var rule = constrained(memberOf("task:group == service:agent"));
        assertThat(cluster(instance("i1")).run(task(1, 1), rule))
                .isEqualTo("MemberOf placement constraint unsatisfied.");
        assertThat(cluster(instance("i1"), instance("i2").tasks("service:agent", 1))
                        .run(task(1, 1), rule))
                .isEqualTo("i2");
    }

    @Test
    @Tag("PL-6")
    void allConstraintsMustHold() {
        var cluster = cluster(
                instance("i1").type("t3.small").tasks(WEB, 1),
                        instance("i2").type("t3.small").attribute("rack", "r1"),
                instance("i3").type("m5.large"), instance("i4").type("t3.large"));
        var rule = constrained(
                memberOf("attribute:ecs.instance-type =~ t3.*"),
                memberOf("attribute:rack !exists"),
                distinctInstance());
        assertThat(cluster.run(task(1, 1), rule)).isEqualTo("i4");
        assertThat(cluster.refusals(task(1, 1), rule).stream().map(Refusal::what))
                .containsExactly(WEB, "attribute:rack !exists", "attribute:ecs.instance-type =~ t3.*", WEB);
    }
}
