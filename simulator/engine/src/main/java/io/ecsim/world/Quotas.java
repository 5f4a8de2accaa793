// SPDX-License-Identifier: Apache-2.0
package io.ecsim.world;

import io.ecsim.aws.Absent;
import java.util.Set;

/**
 * What AWS allows an account in the region. A member that is null has AWS's default for a new account, which AWS raises
 * with use (FG-6): a real account's belongs in the scenario.
 *
 * @param fargateVcpu vCPUs of tasks on Fargate that exist at once (QU-12)
 * @param fargateSpotVcpu the same of Fargate Spot, counted apart
 * @param fargateLaunchBurst tasks that Fargate launches at once, on Fargate Spot as many again (QU-11)
 * @param fargateLaunchesPerSecond tasks a second beyond that
 * @param fargateTasksPerMinute tasks that each service starts there in a minute (QU-10)
 * @param provisioningTasks tasks of a cluster that wait for capacity of an Auto Scaling group at once (SC-424)
 * @param tasksPerService that a service may be asked for; with service discovery at most 1,000 of them (QU-3)
 * @param servicesPerCluster services that are not INACTIVE (QU-2)
 * @param launchesWithCredits starts of T2 instances in standard mode that get launch credits in 24 hours (SC-604)
 */
public record Quotas(
        Integer fargateVcpu,
        Integer fargateSpotVcpu,
        Integer fargateLaunchBurst,
        Integer fargateLaunchesPerSecond,
        Integer fargateTasksPerMinute,
        Integer provisioningTasks,
        Integer tasksPerService,
        Integer servicesPerCluster,
        Integer launchesWithCredits) {
    /** AWS names sixteen regions with higher rates; ours: those that are on in every account, without Osaka. */
    private static final Set<String> FAST = Set.of(
            "us-east-1",
            "us-east-2",
            "us-west-1",
            "us-west-2",
            "ap-south-1",
            "ap-northeast-1",
            "ap-northeast-2",
            "ap-southeast-1",
            "ap-southeast-2",
            "ca-central-1",
            "eu-central-1",
            "eu-west-1",
            "eu-west-2",
            "eu-west-3",
            "eu-north-1",
            "sa-east-1");

    public static final Quotas DEFAULT = new Quotas(null, null, null, null, null, null, null, null, null);

    /** The same with every default of a region. */
    public Quotas in(String region) {
        boolean fast = FAST.contains(region);
        return new Quotas(
                Absent.or(fargateVcpu, 6),
                Absent.or(fargateSpotVcpu, 6),
                Absent.or(fargateLaunchBurst, fast ? 100 : 25),
                Absent.or(fargateLaunchesPerSecond, fast ? 20 : 5),
                Absent.or(fargateTasksPerMinute, fast ? 500 : 125),
                Absent.or(provisioningTasks, 500),
                Absent.or(tasksPerService, 5000),
                Absent.or(servicesPerCluster, 5000),
                Absent.or(launchesWithCredits, 100));
    }
}
