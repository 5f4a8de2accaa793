// SPDX-License-Identifier: Apache-2.0
package io.ecsim.loadbalancing;

import io.ecsim.kernel.Time;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The shares of targets whose clients stick to them (LB-10). A client that loses its target chooses anew, as do those
 * whose cookie ends: in the mean one part in the cookie's duration. So shares approach those of the algorithm
 * exponentially, which is ours.
 */
final class Stickiness {
    /** Shares that differ by less from those of the algorithm are those. */
    private static final double NEGLIGIBLE = 1e-3;

    private final double seconds;
    private Map<String, Double> shares = Map.of();
    private long time;
    private boolean settled = true;

    Stickiness(int seconds) {
        this.seconds = seconds;
    }

    /** @param wanted by target, of any sum; those of the algorithm */
    Map<String, Double> at(Map<String, Double> wanted, long now) {
        double whole = wanted.values().stream().mapToDouble(Double::doubleValue).sum();
        double kept = wanted.keySet().stream()
                .mapToDouble(target -> shares.getOrDefault(target, 0.0))
                .sum();
        double stays = kept == 0 ? 0 : StrictMath.exp(-Time.toSeconds(now - time) / seconds);
        Map<String, Double> next = new LinkedHashMap<>();
        settled = true;
        for (Map.Entry<String, Double> target : wanted.entrySet()) {
            double aim = target.getValue() / whole;
            // clients of targets that are gone have chosen among all that are there
            double had = shares.getOrDefault(target.getKey(), 0.0) + (1 - kept) * aim;
            double share = aim + (had - aim) * stays;
            settled &= Math.abs(share - aim) < NEGLIGIBLE * aim;
            next.put(target.getKey(), Math.max(1e-9, share));
        }
        shares = next;
        time = now;
        return next;
    }

    /** Whether time changes nothing any more. */
    boolean isSettled() {
        return settled;
    }
}
