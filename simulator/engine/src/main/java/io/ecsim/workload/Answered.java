// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import io.ecsim.workload.Prospects.Part;
import io.ecsim.workload.ResponseTimes.Stay;
import java.util.List;

/**
 * How long answered requests took: as before, and as after.
 *
 * @param share of what is as after
 */
record Answered(List<Part> before, List<Part> after, double share) {
    static final Answered AT_ONCE = new Answered(List.of(), List.of(new Part(1, new Stay(0, 0, 1, 0))), 1);

    /**
     * Adds them to the times of a service and a group.
     *
     * @param group null when there is none
     * @return seconds of all together
     */
    double tell(ServiceLoad service, GroupLoad group, long requests, double longest) {
        double seconds = 0;
        double afterwards = before.isEmpty() ? 1 : after.isEmpty() ? 0 : share;
        seconds += tell(before, service, group, requests * (1 - afterwards), longest);
        seconds += tell(after, service, group, requests * afterwards, longest);
        return seconds;
    }

    private static double tell(
            List<Part> parts, ServiceLoad service, GroupLoad group, double requests, double longest) {
        double seconds = 0;
        if (requests > 0) {
            for (var part : parts) {
                seconds += service.responseTimes.add(requests * part.weight(), part.stay(), longest);
                service.tally.took(requests * part.weight(), part.stay(), longest);
                if (group != null) {
                    group.tally.took(requests * part.weight(), part.stay(), longest);
                }
            }
        }
        return seconds;
    }
}
