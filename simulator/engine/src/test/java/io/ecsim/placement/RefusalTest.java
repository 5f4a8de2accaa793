// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import static io.ecsim.placement.TestCluster.WEB;
import static io.ecsim.placement.TestCluster.awsvpcTask;
import static io.ecsim.placement.TestCluster.cluster;
import static io.ecsim.placement.TestCluster.constrained;
import static io.ecsim.placement.TestCluster.distinctInstance;
import static io.ecsim.placement.TestCluster.memberOf;
import static io.ecsim.placement.TestCluster.service;
import static io.ecsim.placement.TestCluster.task;
import static io.ecsim.placement.TestInstance.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.ContainerInstanceStatus;
import io.ecsim.aws.TransportProtocol;
import io.ecsim.cluster.HostPort;
import io.ecsim.cluster.TaskNeeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RefusalTest {
    private static final TaskNeeds DEMANDING = new TaskNeeds(
            256, 512, 2, List.of(new HostPort(TransportProtocol.tcp, 80)), true, true, List.of("gpu"), Set.of("a"));

    /** Fits DEMANDING, under the rule of oneOfEach. */
    private static TestInstance good(String id) {
        return instance(id).zone("a").attribute("gpu", "").room(256, 512).gpus(2);
    }

    private static final PlacementRule RULE = constrained(memberOf("attribute:stack !exists"), distinctInstance());

    private static TestCluster oneOfEach() {
        return cluster(
                good("distinct").tasks(WEB, 1),
                good("member").attribute("stack", "x"),
                good("ebs").ebsVolumes(0),
                good("gpu").gpus(1),
                good("eni").enis(0),
                good("limit").ports(IntStream.range(8000, 8100).toArray()),
                good("port").ports(80),
                good("memory").room(256, 511),
                good("cpu").room(255, 512),
                good("zone").zone("b"),
                instance("attribute").zone("a"),
                good("agent").agent(false, "1.0.0"),
                good("status").status(ContainerInstanceStatus.DRAINING));
    }

    private static List<Refusal> refusals() {
        return oneOfEach().refusals(DEMANDING, RULE);
    }

    @Test
    @Tag("EV-3")
    @Tag("EV-5")
    void everyInstanceSaysWhyInTheOrderOfTheTests() {
        assertThat(refusals().stream().map(Refusal::toString))
                .containsExactly(
                        "distinct: distinctInstance: service:web",
                        "member: memberOf: attribute:stack !exists",
                        "ebs: EBS attachments: 1 EBS volume asked, 0 free",
                        "gpu: GPUs: 2 GPUs asked, 1 free",
                        "eni: ENIs: 1 ENI asked, 0 free",
                        "limit: port limit: 1 reserved port asked, 0 free",
                        "port: ports: tcp 80",
                        "memory: memory: 512 MiB asked, 511 free",
                        "cpu: CPU: 256 CPU units asked, 255 free",
                        "zone: zone: b",
                        "attribute: attribute: gpu",
                        "agent: agent: disconnected",
                        "status: status: DRAINING");
    }

    @Test
    @Tag("EV-1")
    @Tag("EV-3")
    void everyRefusalHasTheReasonOfARunTaskFailure() {
        assertThat(refusals().stream().map(refusal -> refusal.reason().failure()))
                .containsExactly(
                        "DistinctInstance placement constraint unsatisfied.",
                        "MemberOf placement constraint unsatisfied.",
                        "RESOURCE:EBS",
                        "RESOURCE:GPU",
                        "RESOURCE:ENI",
                        "RESOURCE:PORTS",
                        "RESOURCE:PORTS",
                        "RESOURCE:MEMORY",
                        "RESOURCE:CPU",
                        "LOCATION",
                        "ATTRIBUTE",
                        "AGENT",
                        "AGENT");
    }

    /** Leaves out the closest instance again and again, so that each of the others is the closest in turn. */
    @Test
    @Tag("EV-6")
    @Tag("EV-7")
    @Tag("EV-10")
    @Tag("EV-11")
    @Tag("EV-12")
    @Tag("EV-13")
    @Tag("EV-14")
    @Tag("EV-15")
    @Tag("EV-16")
    @Tag("EV-17")
    @Tag("EV-18")
    @Tag("EV-21")
    @Tag("EV-22")
    @Tag("QU-18")
    void theEventNamesTheInstanceThatPassedMostTests() {
        List<String> events = new ArrayList<>();
        for (Refusal refusal : refusals()) {
            events.add(new Placement.Refused(Map.of(refusal.reason(), 1), refusal).event());
        }
        assertThat(oneOfEach().refusal(DEMANDING, RULE).event()).isEqualTo(events.get(0));
        String closest = " The closest matching container-instance ";
        assertThat(events)
                .containsExactly(
                        closest + "distinct encountered error \"DistinctInstance placement constraint unsatisfied.\"",
                        closest + "member encountered error \"MemberOf placement constraint unsatisfied.\"",
                        closest + "ebs encountered error \"RESOURCE:EBS\".",
                        closest + "gpu encountered error \"RESOURCE:GPU\".",
                        closest + "eni encountered error \"RESOURCE:ENI\".",
                        closest + "limit encountered error \"RESOURCE:PORTS\".",
                        closest + "port is already using a port required by your task.",
                        closest + "memory has insufficient memory available.",
                        closest + "cpu has insufficient CPU units available.",
                        closest + "zone encountered error \"LOCATION\".",
                        closest + "attribute is missing an attribute required by your task.",
                        closest + "agent encountered error \"AGENT\".",
                        closest + "status encountered error \"AGENT\".");
    }

    @Test
    @Tag("EV-6")
    void closest_amongEquallyFarTheOneWithMostLeft_thenWithFewestTasks_thenTheFirst() {
        var least = instance("least").room(0, 100);
        var more = instance("more").room(0, 200).tasks(WEB, 1);
        var other = instance("other").room(0, 200);
        var last = instance("last").room(0, 200);
        var refused = cluster(least, more, other, last).refusal(task(0, 512), service());
        assertThat(refused.closest()).isEqualTo(new Refusal("other", Reason.MEMORY, "MiB", 512, 200));
    }

    @Test
    @Tag("EV-5")
    @Tag("EV-11")
    @DisplayName("PW-35 memory is reported before ports")
    void memoryBeforePorts() {
        var needs = new TaskNeeds(
                0, 512, 0, List.of(new HostPort(TransportProtocol.tcp, 80)), false, false, List.of(), Set.of());
        var refused = cluster(instance("i1").room(100, 300).ports(80)).refusal(needs, service());
        assertThat(refused.failureReason()).isEqualTo("RESOURCE:MEMORY");
        assertThat(refused.event())
                .isEqualTo(" The closest matching container-instance i1 has insufficient memory available.");
    }

    @Test
    @Tag("EV-19")
    @DisplayName("PW-34 an empty cluster")
    void emptyCluster() {
        var refused = cluster().refusal(task(0, 0), service());
        assertThat(refused.counts()).isEmpty();
        assertThat(refused.event()).isEqualTo(" Reason: No Container Instances were found in your cluster.");
        assertThat(refused.failureReason()).isEqualTo("No Container Instances were found in your cluster.");
        assertThat(refused.summary()).isEqualTo("no container instances");
    }

    @Test
    void summary_countsReasonsMostFirst_thenInTheOrderOfTheTests() {
        List<TestInstance> instances = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            instances.add(
                    i < 3 ? instance("i" + i).room(-1, 0) : instance("i" + i).enis(0));
        }
        instances.add(instance("j").zone("b"));
        instances.add(instance("k").agent(false, "1.0.0"));
        assertThat(cluster(instances).refusal(awsvpcTask("a"), service()).summary())
                .isEqualTo("14 of 14 instances: zone 13, agent 1");
        assertThat(cluster(instances.subList(0, 12))
                        .refusal(awsvpcTask(), service())
                        .summary())
                .isEqualTo("12 of 12 instances: ENIs 9, CPU 3");
    }
}
