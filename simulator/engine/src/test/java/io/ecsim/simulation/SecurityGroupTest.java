// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.AwsVpcConfiguration;
import io.ecsim.aws.ContainerDefinition;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.LoadBalancer;
import io.ecsim.aws.NetworkConfiguration;
import io.ecsim.aws.NetworkMode;
import io.ecsim.aws.PortMapping;
import io.ecsim.aws.TargetGroup;
import io.ecsim.aws.TargetType;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.journal.Entry;
import io.ecsim.world.Faults;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Security groups that do not let the load balancer in. */
class SecurityGroupTest {
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    private static Scenarios inSecurityGroups(String... securityGroups) {
        Scenarios scenario = new Scenarios().onInstances("m6i.large", "us-east-1a", 2);
        ContainerDefinition container = new ContainerDefinition(
                "web", "web", 256, 256, null, List.of(new PortMapping(80, null, null)), null, null, null);
        scenario.taskDefinitions.add(
                new TaskDefinition("web", List.of(container), NetworkMode.awsvpc, null, null, null, null, null));
        scenario.targetGroups.add(
                new TargetGroup("web", null, null, TargetType.ip, null, null, null, null, null, null));
        scenario.services.add(new CreateServiceRequest(
                "web",
                "web:1",
                1,
                null,
                null,
                List.of(new LoadBalancer("web", "web", 80)),
                null,
                null,
                null,
                new NetworkConfiguration(new AwsVpcConfiguration(List.of("subnet-a"), List.of(securityGroups), null)),
                0));
        return scenario.until(Duration.ofMinutes(20));
    }

    private static Faults closed(String securityGroup, String service, Duration from, Duration to) {
        return new Faults(
                null, null, null, List.of(new Faults.SecurityGroup(securityGroup, service, from, to)), null, null);
    }

    private static List<String> whys(Recorder run, String state) {
        return run.all(Entry.TargetHealthChanged.class).stream()
                .filter(change -> change.state().equals(state))
                .map(Entry.TargetHealthChanged::why)
                .toList();
    }

    @Test
    @Tag("LB-21")
    void targetsBehindAClosedSecurityGroupNeverGetHealthy_andTheirTasksAreReplacedAgainAndAgain() {
        Scenarios scenario = inSecurityGroups("sg-web");
        scenario.faults = closed("sg-web", null, null, null);
        Recorder run = Recorder.of(scenario);
        assertThat(whys(run, "healthy")).isEmpty();
        assertThat(whys(run, "unhealthy")).isNotEmpty().containsOnly("Target.Timeout");
        assertThat(run.all(Entry.TaskStopRequested.class))
                .hasSizeGreaterThan(2)
                .allMatch(stop -> stop.why().startsWith("Task failed ELB health checks"));
    }

    @Test
    @Tag("LB-21")
    void oneSecurityGroupThatLetsThemInIsEnough() {
        Scenarios scenario = inSecurityGroups("sg-web", "sg-shared");
        scenario.faults = closed("sg-web", null, null, null);
        Recorder run = Recorder.of(scenario);
        assertThat(whys(run, "unhealthy")).isEmpty();
        assertThat(whys(run, "healthy")).hasSize(1);
    }

    /** Two checks 30 s apart, after the one at which all was well. */
    @Test
    @Tag("LB-21")
    void aRuleThatIsTakenAwayMakesHealthyTargetsUnhealthyUntilItIsBack() {
        Scenarios scenario = inSecurityGroups();
        scenario.faults = closed(null, "web", FIVE_MINUTES, FIVE_MINUTES.multipliedBy(2));
        Recorder run = Recorder.of(scenario);
        assertThat(run.rows)
                .filteredOn(row -> row.entry() instanceof Entry.TargetHealthChanged change
                        && change.state().equals("unhealthy"))
                .first()
                .satisfies(row -> assertThat(row.at()).isBetween(330.0, 360.0));
        assertThat(run.all(Entry.TargetHealthChanged.class).stream()
                        .map(Entry.TargetHealthChanged::state)
                        .filter(state -> state.equals("healthy")))
                .hasSizeGreaterThan(1);
    }
}
