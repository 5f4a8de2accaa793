// SPDX-License-Identifier: Apache-2.0
package io.ecsim.world;

import io.ecsim.aws.Absent;
import io.ecsim.workload.Share;
import io.ecsim.workload.ShareOverTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What breaks, or was never there.
 *
 * @param imageRegistry pulls that fail; null for none
 * @param missing names, as the scenario's documents write them, of what does not exist: images, secrets and parameters,
 *     environment files, credentials of private registries, log groups, IAM roles
 * @param denied IAM actions that a role may not do, by the role's name; {@code *} stands for anything
 * @param securityGroups those that do not let load balancers in
 * @param noCapacity capacity that is not to be had
 * @param spotInterruptions how often Spot Instances and tasks on Fargate Spot are interrupted; null for what the Spot
 *     Instance Advisor says of instances, and for no such tasks
 */
public record Faults(
        ImageRegistry imageRegistry,
        List<String> missing,
        Map<String, List<String>> denied,
        List<SecurityGroup> securityGroups,
        List<NoCapacity> noCapacity,
        SpotInterruptions spotInterruptions) {
    public Faults {
        missing = Absent.list(missing);
        denied = Absent.map(denied);
        securityGroups = Absent.list(securityGroups);
        noCapacity = Absent.list(noCapacity);
    }

    public Faults(ImageRegistry imageRegistry, List<String> missing, Map<String, List<String>> denied) {
        this(imageRegistry, missing, denied, null, null, null);
    }

    /** Nothing breaks. */
    public static final Faults NONE = new Faults(null, null, null);

    /**
     * A security group without the rule that lets load balancers in.
     *
     * @param securityGroup of the awsvpcConfiguration of services; null for that of one service
     * @param service whose tasks, or their instances, have the security group; null when it is named
     * @param from since the scenario's start
     * @param to null for the end of the scenario
     */
    public record SecurityGroup(String securityGroup, String service, Duration from, Duration to) {
        public SecurityGroup {
            from = Absent.or(from, Duration.ZERO);
        }
    }

    /**
     * Instances that cannot be launched for a time, or tasks of a capacity provider of Fargate. What is not said is any.
     *
     * @param spot whether Spot Instances, or those on demand; null for both
     * @param from since the scenario's start
     * @param to null for the end of the scenario
     * @param capacityProvider {@code FARGATE}, also for the launch type, or {@code FARGATE_SPOT}; null for instances
     */
    public record NoCapacity(
            String instanceType,
            String availabilityZone,
            Boolean spot,
            Duration from,
            Duration to,
            String capacityProvider) {
        public NoCapacity {
            from = Absent.or(from, Duration.ZERO);
        }

        /** Of instances. */
        public NoCapacity(String instanceType, String availabilityZone, Boolean spot, Duration from, Duration to) {
            this(instanceType, availabilityZone, spot, from, to, null);
        }

        private boolean lasts(long now) {
            return now >= from.toNanos() && (to == null || now < to.toNanos());
        }

        /** @param now nanoseconds since the scenario's start */
        public boolean isOnFargate(long now, String provider, String zone) {
            return lasts(now)
                    && provider.equals(capacityProvider)
                    && (availabilityZone == null || availabilityZone.equals(zone));
        }

        /** @param now nanoseconds since the scenario's start */
        public boolean isAt(long now, String type, String zone, boolean spotInstance) {
            return lasts(now)
                    && capacityProvider == null
                    && (instanceType == null || instanceType.equals(type))
                    && (availabilityZone == null || availabilityZone.equals(zone))
                    && (spot == null || spot == spotInstance);
        }
    }

    /** @param rate of each Spot Instance, of whatever type, and of each task on Fargate Spot */
    public record SpotInterruptions(ShareOverTime rate) {}

    /**
     * @param failShare of the attempts to pull an image that fail
     * @param from since the scenario's start
     * @param to null for the end of the scenario
     */
    public record ImageRegistry(Share failShare, Duration from, Duration to) {
        public ImageRegistry {
            failShare = Absent.or(failShare, new Share(1));
            from = Absent.or(from, Duration.ZERO);
        }
    }
}
