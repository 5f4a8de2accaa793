// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.cluster.Revision;
import io.ecsim.workload.Application;
import java.util.Map;

/** What the software of a revision does: what is said of {@code family:revision}, else of the family. */
record Applications(Map<String, Application> byName) {
    Application of(Revision revision) {
        Application ofFamily = byName.getOrDefault(revision.family(), Application.UNDESCRIBED);
        return byName.getOrDefault(revision.name(), ofFamily);
    }
}
