// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scaling;

import java.util.ArrayList;
import java.util.List;

/** A number of tasks and what moved it away from what was wanted. */
record Count(int tasks, List<String> clamps) {

    static Count wanted(int tasks) {
        return new Count(tasks, List.of());
    }

    Count atLeast(int limit, String whose) {
        return tasks >= limit ? this : moved(limit, "raised to " + limit + " by " + whose);
    }

    Count atMost(int limit, String whose) {
        return tasks <= limit ? this : moved(limit, "capped at " + limit + " by " + whose);
    }

    private Count moved(int to, String why) {
        List<String> all = new ArrayList<>(clamps);
        all.add(why);
        return new Count(to, List.copyOf(all));
    }
}
