// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.ContainerDefinition;
import io.ecsim.cluster.Revision;
import io.ecsim.workload.Application;
import java.util.IdentityHashMap;
import java.util.Map;

/** What the software of a revision does: what is said of {@code family:revision}, else of the family. */
final class Applications {
    private final Map<String, Application> byName;

    /** Found before: every request's way asks for the software of every target, and a name is long to put together. */
    private final Map<Revision, Application> byRevision = new IdentityHashMap<>();

    Applications(Map<String, Application> byName) {
        this.byName = byName;
    }

    Application of(Revision revision) {
        return byRevision.computeIfAbsent(revision, this::find);
    }

    private Application find(Revision revision) {
        Application ofFamily = byName.getOrDefault(revision.family(), Application.UNDESCRIBED);
        ContainerDefinition main = revision.mainContainer();
        Application application = byName.getOrDefault(revision.name(), ofFamily);
        return main == null ? application : application.servingIn(main.name());
    }
}
