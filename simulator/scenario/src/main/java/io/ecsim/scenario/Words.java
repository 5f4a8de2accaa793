// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import java.util.Map;

/** Words of the scenario format that are the simulator's own, with a line on each; in the format's order. */
public final class Words {
    private Words() {}

    /** What can be done in a timeline, and by the target of a rule. */
    public static Map<String, String> ofTimeline() {
        return Timeline.lines();
    }

    /** How software answers health checks. */
    public static Map<String, String> ofHealth() {
        return Special.healthLines();
    }
}
