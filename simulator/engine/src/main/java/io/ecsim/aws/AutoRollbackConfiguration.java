// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;

/** When CodeDeploy rolls a deployment back by itself. */
public record AutoRollbackConfiguration(Boolean enabled, List<Event> events) {
    /** Constants are spelled as on the wire. */
    public enum Event {
        DEPLOYMENT_FAILURE,
        DEPLOYMENT_STOP_ON_ALARM,
        DEPLOYMENT_STOP_ON_REQUEST
    }

    public AutoRollbackConfiguration {
        enabled = Absent.or(enabled, false);
        events = Absent.list(events);
    }

    /** Whether a deployment that ends so is rolled back. */
    public boolean on(Event event) {
        return enabled && events.contains(event);
    }
}
