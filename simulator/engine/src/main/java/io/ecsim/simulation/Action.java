// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.Absent;
import io.ecsim.aws.Arn;
import io.ecsim.aws.CapacityProviderStrategyItem;
import io.ecsim.control.ControlPlane;
import io.ecsim.workload.Share;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** One thing that is done, or that happens to us, at a time of the timeline. */
public interface Action {
    /** An action and when it takes place, as an offset from the scenario's start. */
    record Timed(Duration at, Action action) {}

    /** Its name in a scenario: the record's, with a small first letter. */
    default String operation() {
        String name = getClass().getSimpleName();
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    /** What it is about, for the journal. */
    String subject();

    /** What it asks for, for the journal; null when its name says it all. */
    default String what() {
        return null;
    }

    /** An operation of AWS; they stand by what they are about, in files of their own. */
    interface Operation extends Action {
        String DONE = "ok";

        /** Returns the outcome, for the journal. */
        String carryOut(ControlPlane control);

        /** Of an operation that answers with what failed. */
        static String outcome(List<String> failures) {
            return failures.isEmpty() ? DONE : "failures: " + String.join(", ", failures);
        }
    }

    /**
     * The agents of instances lose their connection.
     *
     * @param containerInstances by id, or as {@code ZONE/*}
     * @param duration how long ({@code for} in a scenario); null for ever
     */
    record DisconnectAgent(List<String> containerInstances, Duration duration) implements Action {
        public DisconnectAgent {
            containerInstances = Absent.list(containerInstances);
        }

        @Override
        public String subject() {
            return String.join(" ", containerInstances);
        }
    }

    /**
     * Instances vanish at once.
     *
     * @param availabilityZone only there; null for any zone
     * @param count how many, in order of registration
     * @param instanceIds just these, by id or as {@code ZONE/*}, as EC2's TerminateInstances has it
     */
    record TerminateInstances(String availabilityZone, Integer count, List<String> instanceIds) implements Action {
        public TerminateInstances {
            count = Absent.or(count, 1);
            instanceIds = Absent.list(instanceIds);
        }

        public TerminateInstances(String availabilityZone, Integer count) {
            this(availabilityZone, count, null);
        }

        @Override
        public String subject() {
            return !instanceIds.isEmpty()
                    ? String.join(" ", instanceIds)
                    : availabilityZone == null ? "any zone" : availabilityZone;
        }

        @Override
        public String what() {
            return instanceIds.isEmpty() ? "count " + count : null;
        }
    }

    /**
     * AWS has to do maintenance under tasks on Fargate, those that run longest first (TL-18).
     *
     * @param service only its tasks; null for all
     * @param count how many; null for all
     */
    record RetireFargateTasks(String service, Integer count) implements Action {
        @Override
        public String subject() {
            return service == null ? "any service" : service;
        }

        @Override
        public String what() {
            return count == null ? null : "count " + count;
        }
    }

    /**
     * A zone is lost: its instances vanish at once, and none is launched there until it is back.
     *
     * @param duration how long ({@code for} in a scenario); null for ever
     */
    record LoseAvailabilityZone(String availabilityZone, Duration duration) implements Action {
        @Override
        public String subject() {
            return availabilityZone;
        }
    }

    /**
     * EC2 wants Spot Instances back: each gets a rebalance recommendation and a notice, and ends two minutes later. Or
     * Fargate Spot takes back tasks. What is not said is any.
     *
     * @param autoScalingGroup whose
     * @param share of them, rounded up; those that were launched first
     * @param instanceIds just these, by id or as {@code ZONE/*}
     * @param capacityProvider {@code FARGATE_SPOT} for tasks, another for its instances; null for those of any
     * @param service whose tasks
     */
    record InterruptSpot(
            String autoScalingGroup,
            String instanceType,
            String availabilityZone,
            Share share,
            List<String> instanceIds,
            String capacityProvider,
            String service)
            implements Action {
        public InterruptSpot {
            share = Absent.or(share, new Share(1));
            instanceIds = Absent.list(instanceIds);
        }

        boolean isOfFargate() {
            return CapacityProviderStrategyItem.FARGATE_SPOT.equals(capacityProvider);
        }

        /** Of instances. */
        public InterruptSpot(
                String autoScalingGroup,
                String instanceType,
                String availabilityZone,
                Share share,
                List<String> instanceIds) {
            this(autoScalingGroup, instanceType, availabilityZone, share, instanceIds, null, null);
        }

        /** Of tasks on Fargate Spot. */
        public InterruptSpot(String service, String availabilityZone, Share share) {
            this(null, null, availabilityZone, share, null, CapacityProviderStrategyItem.FARGATE_SPOT, service);
        }

        @Override
        public String subject() {
            if (capacityProvider != null) {
                return service == null ? capacityProvider : service;
            }
            return !instanceIds.isEmpty()
                    ? String.join(" ", instanceIds)
                    : autoScalingGroup == null ? "any group" : autoScalingGroup;
        }

        @Override
        public String what() {
            List<String> which = new ArrayList<>();
            if (share.fraction() < 1) {
                which.add(BigDecimal.valueOf(share.fraction() * 100)
                                .stripTrailingZeros()
                                .toPlainString() + " %");
            }
            Stream.of(instanceType, availabilityZone).filter(Objects::nonNull).forEach(which::add);
            return which.isEmpty() ? null : String.join(" ", which);
        }
    }

    /**
     * The traffic of a service, or the messages to a queue, times a factor.
     *
     * @param service or null
     * @param queue null unless there is no service
     * @param duration how long ({@code for} in a scenario); null for ever
     */
    record SetTraffic(String service, String queue, Double factor, Duration duration) implements Action {
        public SetTraffic {
            queue = Arn.name(queue);
        }

        /** Of a service. */
        public SetTraffic(String service, Double factor, Duration duration) {
            this(service, null, factor, duration);
        }

        @Override
        public String subject() {
            return queue == null ? service : queue;
        }

        @Override
        public String what() {
            return "times " + factor;
        }
    }

    /**
     * Somebody pushes an image to its registry.
     *
     * @param image name with its tag, as container definitions write it
     */
    record PushImage(String image) implements Action {
        @Override
        public String subject() {
            return image;
        }
    }
}
