// SPDX-License-Identifier: Apache-2.0
package io.ecsim.packing;

import java.util.Collections;
import java.util.List;

/**
 * The instances that tasks may go to.
 *
 * @param instances one entry for each, in order of registration; all register at once
 * @param more what is opened, one instance at a time, when a task fits on none that is open; null for nothing
 */
public record Pool(List<InstanceKind> instances, InstanceKind more) {
    public Pool {
        if (instances.isEmpty() && more == null) {
            throw new IllegalArgumentException("a pool must have an instance, or something to open");
        }
    }

    /** These instances and no others. */
    public static Pool of(List<InstanceKind> instances) {
        return new Pool(instances, null);
    }

    public static Pool of(InstanceKind kind, int count) {
        return of(Collections.nCopies(count, kind));
    }

    /** As many instances as are needed. */
    public static Pool asNeeded(InstanceKind kind) {
        return new Pool(List.of(), kind);
    }
}
