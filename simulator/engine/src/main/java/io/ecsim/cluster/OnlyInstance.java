// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cluster;

import java.time.Instant;
import java.util.List;

/** A cluster in which there is one instance to choose from. */
public record OnlyInstance(InstanceView instance, Instant start) implements ClusterView {
    @Override
    public List<? extends InstanceView> instances() {
        return List.of(instance);
    }
}
