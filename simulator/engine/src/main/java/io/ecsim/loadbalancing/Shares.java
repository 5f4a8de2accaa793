// SPDX-License-Identifier: Apache-2.0
package io.ecsim.loadbalancing;

import io.ecsim.aws.TargetGroup;
import io.ecsim.kernel.Time;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * In which proportion a target group's targets get requests. Round robin and weighted random give every target the same,
 * but for those in slow start (LB-8, LB-9); least outstanding requests is for who knows the requests. Without cross-zone
 * load balancing every zone with enough healthy targets gets the same, and divides it among its own (LB-7, LB-11).
 */
final class Shares {
    /** A share that has just begun is none, but its target is one. */
    private static final double LEAST = 1e-6;

    /**
     * A target that takes requests or could.
     *
     * @param slowSince since when it is in slow start, nanoseconds; -1 when it is not
     */
    record Candidate(String id, String zone, TargetHealth health, long slowSince) {
        private boolean isHealthy() {
            return health == TargetHealth.healthy;
        }
    }

    private final TargetGroup group;
    private final boolean crossZone;

    Shares(TargetGroup group, boolean crossZone) {
        this.group = group;
        this.crossZone = crossZone;
    }

    /** By target in the order of the candidates, none of which drains; 1 for a whole share where all zones are one. */
    Map<String, Double> at(List<Candidate> candidates, long time) {
        if (crossZone) {
            return within(candidates, time);
        }
        Map<String, List<Candidate>> zones = new LinkedHashMap<>();
        for (Candidate candidate : candidates) {
            zones.computeIfAbsent(candidate.zone(), zone -> new ArrayList<>()).add(candidate);
        }
        boolean anyHealthy = candidates.stream().anyMatch(Candidate::isHealthy);
        if (anyHealthy) {
            zones.values().removeIf(zone -> zone.stream().noneMatch(Candidate::isHealthy));
        }
        Map<String, Double> shares = new LinkedHashMap<>();
        for (List<Candidate> zone : zones.values()) {
            Map<String, Double> ofZone = within(zone, time);
            double sum =
                    ofZone.values().stream().mapToDouble(Double::doubleValue).sum();
            ofZone.forEach((target, share) -> shares.put(target, share / sum));
        }
        return shares;
    }

    private Map<String, Double> within(List<Candidate> candidates, long time) {
        long healthy = candidates.stream().filter(Candidate::isHealthy).count();
        boolean open = healthy < group.minimumHealthyTargets(candidates.size());
        Map<String, Double> shares = new LinkedHashMap<>();
        for (Candidate candidate : candidates) {
            if (open || candidate.isHealthy()) {
                shares.put(candidate.id(), weight(candidate, time));
            }
        }
        return shares;
    }

    /** Elapsed time by the duration of slow start (LB-9). */
    private double weight(Candidate candidate, long time) {
        if (candidate.slowSince() < 0) {
            return 1;
        }
        double elapsed = Time.toSeconds(time - candidate.slowSince()) / group.slowStartSeconds();
        return Math.max(LEAST, Math.min(1, elapsed));
    }
}
