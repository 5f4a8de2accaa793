// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.Arn;
import io.ecsim.kernel.Time;
import io.ecsim.service.ServiceRevision;
import io.ecsim.world.Faults;
import java.util.List;

/**
 * Security groups that do not let load balancers in. Several of a task add up: one that lets them in is enough. Tasks
 * for which none is written have their instance's, or the one of the VPC; a fault of their service means that.
 */
final class ClosedDoors {
    private final List<Faults.SecurityGroup> faults;

    ClosedDoors(Faults faults) {
        this.faults = faults.securityGroups();
    }

    /** Whether load balancers do not reach the tasks of a service's revision at a time. */
    boolean closed(String service, ServiceRevision revision, long now) {
        if (faults.isEmpty() || revision.loadBalancers().isEmpty()) {
            return false;
        }
        List<String> groups = groups(revision);
        boolean all = !groups.isEmpty()
                && groups.stream()
                        .allMatch(group -> faults.stream()
                                .anyMatch(fault -> lasts(fault, now)
                                        && fault.securityGroup() != null
                                        && Arn.name(fault.securityGroup()).equals(group)));
        return all
                || faults.stream()
                        .anyMatch(
                                fault -> lasts(fault, now) && Arn.name(service).equals(Arn.name(fault.service())));
    }

    private static List<String> groups(ServiceRevision revision) {
        return revision.network() == null || revision.network().awsvpcConfiguration() == null
                ? List.of()
                : revision.network().awsvpcConfiguration().securityGroups();
    }

    private static boolean lasts(Faults.SecurityGroup fault, long now) {
        return Time.of(fault.from()) <= now && (fault.to() == null || now < Time.of(fault.to()));
    }

    /** The next time at which a fault begins or ends; {@link Long#MAX_VALUE} when none does. */
    long nextChange(long now) {
        long next = Long.MAX_VALUE;
        for (Faults.SecurityGroup fault : faults) {
            for (long time :
                    new long[] {Time.of(fault.from()), fault.to() == null ? Long.MAX_VALUE : Time.of(fault.to())}) {
                next = time > now ? Math.min(next, time) : next;
            }
        }
        return next;
    }
}
