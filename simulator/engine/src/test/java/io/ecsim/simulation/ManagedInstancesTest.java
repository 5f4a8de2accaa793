// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.CPUArchitecture;
import io.ecsim.aws.CapacityProvider;
import io.ecsim.aws.CapacityProviderStrategyItem;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.DeploymentConfiguration;
import io.ecsim.aws.ManagedInstancesProvider;
import io.ecsim.aws.ManagedInstancesProvider.CapacityOptionType;
import io.ecsim.aws.ManagedInstancesProvider.InfrastructureOptimization;
import io.ecsim.aws.ManagedInstancesProvider.InstanceLaunchTemplate;
import io.ecsim.aws.ManagedInstancesProvider.InstanceRequirementsRequest;
import io.ecsim.aws.ManagedInstancesProvider.ManagedInstancesNetworkConfiguration;
import io.ecsim.aws.RuntimePlatform;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.journal.Entry;
import io.ecsim.pricing.Pricing;
import io.ecsim.workload.Share;
import io.ecsim.world.Faults;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tasks of 1 vCPU and 2 GiB on instances that ECS manages (SC-460). */
class ManagedInstancesTest {
    private static final List<String> ZONES = List.of("subnet-a", "subnet-b", "subnet-c");

    private static CapacityProvider provider(
            List<String> subnets, CapacityOptionType option, InstanceRequirementsRequest types, Integer scaleInAfter) {
        return new CapacityProvider(
                "mi",
                null,
                new ManagedInstancesProvider(
                        "role",
                        new InstanceLaunchTemplate(
                                "profile", new ManagedInstancesNetworkConfiguration(subnets), option, types),
                        new InfrastructureOptimization(scaleInAfter)));
    }

    private static InstanceRequirementsRequest named(String... types) {
        return new InstanceRequirementsRequest(null, null, null, null, List.of(types), null, null, null);
    }

    private static Scenarios running(int tasks, CapacityProvider provider) {
        Scenarios scenario = new Scenarios();
        scenario.taskDefinitions.add(Scenarios.web(1024, 2048));
        scenario.capacityProviders.add(provider);
        scenario.services.add(new CreateServiceRequest(
                "web",
                "web:1",
                tasks,
                null,
                null,
                null,
                new DeploymentConfiguration(100, 200),
                null,
                null,
                null,
                null,
                List.of(new CapacityProviderStrategyItem("mi", 1, 0)),
                null,
                null,
                null,
                null));
        scenario.pricing =
                new Pricing(null, null, null, null, null, null, null, null, null, null, null, new Share(0.12));
        return scenario;
    }

    private static List<String> launched(Recorder run) {
        return run.all(Entry.InstanceLaunched.class).stream()
                .map(each -> each.instanceType() + " " + each.availabilityZone())
                .toList();
    }

    private static List<String> ended(Recorder run) {
        return run.rows.stream()
                .filter(row -> row.entry() instanceof Entry.InstanceTerminated)
                .map(row -> ((Entry.InstanceTerminated) row.entry()).instance() + " " + Math.round(row.at()))
                .toList();
    }

    private static int runningAtEnd(Scenarios scenario) {
        return Simulation.run(scenario.build()).services().get("web").runningCount();
    }

    /**
     * Four tasks in each zone want 4 vCPUs and 8 GiB. Registered memory is 95 % of it, so c5a.xlarge (8 GiB, $0.154) has too
     * little; of those with 16 GiB m5a.xlarge costs least on x86_64, $0.172 in us-east-1.
     */
    @Test
    @Tag("SC-460")
    void tasksThatWaitGetTheCheapestTypeWithRoomForThem_inEveryZone() {
        Scenarios scenario = running(12, provider(ZONES, null, null, null));
        Recorder run = Recorder.of(scenario);
        assertThat(launched(run))
                .containsExactly("m5a.xlarge us-east-1a", "m5a.xlarge us-east-1b", "m5a.xlarge us-east-1c");
        assertThat(ended(run)).isEmpty();
        assertThat(runningAtEnd(scenario)).isEqualTo(12);
    }

    /** Forty tasks want more than one c6i.4xlarge has: 16 vCPUs, but 31,129 MiB, which are 15 tasks. */
    @Test
    @Tag("SC-460")
    void whatIsTooMuchForOneInstanceGetsMore_ofTheTypesThatMayBe() {
        Recorder run =
                Recorder.of(running(40, provider(List.of("subnet-b"), null, named("c6i.4xlarge", "c6i.xlarge"), null)));
        assertThat(launched(run)).containsOnly("c6i.4xlarge us-east-1b").hasSize(3);
    }

    @Test
    @Tag("SC-460")
    void tasksForArmGetInstancesOfArm() {
        Scenarios scenario = running(2, provider(List.of("subnet-a"), null, null, null));
        TaskDefinition web = scenario.taskDefinitions.get(0);
        scenario.taskDefinitions.set(
                0,
                new TaskDefinition(
                        web.family(),
                        web.containerDefinitions(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        new RuntimePlatform(CPUArchitecture.ARM64, null)));
        // two vCPUs and 4 GiB: c6g.large registers 3,891 MiB, which is too little; m6g.large costs $0.077
        assertThat(launched(Recorder.of(scenario))).containsExactly("m6g.large us-east-1a");
    }

    /** One of two goes a minute after its last task, and without a limit none. */
    @Test
    @Tag("SC-460")
    void whatIsIdleGoes() {
        for (int after : new int[] {60, -1}) {
            Scenarios scenario = running(2, provider(List.of("subnet-a"), null, named("c6i.large"), after));
            scenario.taskDefinitions.set(0, Scenarios.web(2048, 2048));
            scenario.at(600, Scenarios.scaleTo(1));
            List<String> ended = ended(Recorder.of(scenario));
            assertThat(ended).hasSize(after < 0 ? 0 : 1);
        }
    }

    /** Of three instances with four tasks each one task is left on each: two instances can be saved, one after the other. */
    @Test
    @Tag("SC-460")
    void tasksMoveTogether_withoutOneMissing() {
        Scenarios scenario = running(12, provider(ZONES, null, null, 120));
        scenario.at(600, Scenarios.scaleTo(3)).until(Duration.ofHours(1));
        Recorder run = Recorder.of(scenario);
        assertThat(launched(run)).hasSize(3);
        assertThat(ended(run)).hasSize(2);
        assertThat(run.all(Entry.InstanceStatusChanged.class))
                .extracting(Entry.InstanceStatusChanged::why)
                .containsOnly("its tasks have room on other instances");
        assertThat(runningAtEnd(scenario)).isEqualTo(3);
    }

    @Test
    @Tag("SC-460")
    void anInstanceIsReplacedAfterFourteenDays() {
        Scenarios scenario = running(1, provider(List.of("subnet-a"), null, null, null));
        scenario.until(Duration.ofDays(15));
        Recorder recorder = new Recorder();
        Simulation.run(scenario.build(), recorder, () -> false);
        assertThat(launched(recorder)).hasSize(2);
        assertThat(recorder.all(Entry.InstanceStatusChanged.class))
                .extracting(Entry.InstanceStatusChanged::why)
                .containsExactly("it is 14 days old");
        assertThat(runningAtEnd(scenario)).isEqualTo(1);
    }

    @Test
    @Tag("SC-460")
    @Tag("SC-455")
    void whereThereIsNoCapacityAnotherZoneIsTaken() {
        Scenarios scenario = running(2, provider(List.of("subnet-a", "subnet-b"), null, named("c6i.xlarge"), null));
        scenario.faults = new Faults(
                null,
                null,
                null,
                null,
                List.of(new Faults.NoCapacity("c6i.xlarge", "us-east-1a", null, null, null, null)),
                null);
        assertThat(launched(Recorder.of(scenario))).containsExactly("c6i.xlarge us-east-1b");
    }

    @Test
    @Tag("SC-460")
    @Tag("SC-502")
    void aSpotInstanceThatIsTakenBackIsDrainedAndReplaced() {
        Scenarios scenario =
                running(1, provider(List.of("subnet-a"), CapacityOptionType.SPOT, named("c6i.xlarge"), null));
        scenario.at(600, new Action.InterruptSpot(null, null, null, null, null, "mi", null));
        Recorder run = Recorder.of(scenario);
        assertThat(launched(run)).hasSize(2);
        assertThat(ended(run)).hasSize(1);
        assertThat(runningAtEnd(scenario)).isEqualTo(1);
    }

    /** An hour of m5a.xlarge for $0.172 and 12 % of it for ECS: three of them are $0.516 and $0.06192. */
    @Test
    @Tag("SC-460")
    void ecsTakesAFee() {
        var kinds = Simulation.run(
                        running(12, provider(ZONES, null, null, null)).build())
                .bill()
                .byKind();
        assertThat(kinds.get("ec2")).isEqualByComparingTo("0.516");
        assertThat(kinds.get("managedInstances")).isEqualByComparingTo("0.06192");
    }
}
