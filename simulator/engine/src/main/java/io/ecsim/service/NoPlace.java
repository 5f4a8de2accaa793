// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

import io.ecsim.placement.Placement;

/**
 * Why a task found no place.
 *
 * @param message of the service event (EV-7, EV-29, EV-31)
 * @param reason of the event that EventBridge gets
 * @param summary for the journal
 */
record NoPlace(String message, String reason, String summary) {
    static NoPlace onInstances(Placement.Refused refused) {
        return new NoPlace(
                "was unable to place a task because no container instance met all of its requirements."
                        + refused.event(),
                refused.failureReason(),
                refused.summary());
    }

    /** @param why in Fargate's words */
    static NoPlace onFargate(String why) {
        return new NoPlace("was unable to place a task. Reason: " + why, "RESOURCE:FARGATE", why);
    }
}
