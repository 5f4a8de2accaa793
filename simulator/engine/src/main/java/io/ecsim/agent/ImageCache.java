// SPDX-License-Identifier: Apache-2.0
package io.ecsim.agent;

import io.ecsim.aws.EcsConfig;
import io.ecsim.aws.ImagePullBehavior;
import io.ecsim.cluster.ContainerInstance;
import io.ecsim.journal.Entry;
import io.ecsim.journal.Journal;
import io.ecsim.kernel.Event;
import io.ecsim.kernel.Kernel;
import io.ecsim.kernel.Time;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The images on one instance. The agent removes those that no container needs and that were pulled some time ago, a few
 * at each of its cleanups, least recently used first (IM-8). A cleanup that finds nothing is not played.
 */
final class ImageCache {
    static final class Cached {
        final String image;
        final int version;
        final long pulledAt;
        long usedAt;
        int tasks;
        /** When the last container of a task that has stopped is removed. */
        long freeAt;

        Cached(String image, int version, long pulledAt) {
            this.image = image;
            this.version = version;
            this.pulledAt = pulledAt;
        }
    }

    private final ContainerInstance instance;
    private final Kernel kernel;
    private final Journal journal;
    private final Map<String, Cached> images = new LinkedHashMap<>();
    private Event cleanup;

    ImageCache(ContainerInstance instance, Kernel kernel, Journal journal) {
        this.instance = instance;
        this.kernel = kernel;
        this.journal = journal;
    }

    /** Null when it is not there and not on its way. */
    Cached get(String image) {
        return images.get(image);
    }

    /** Whether another image of the same repository is there or on its way, or an older one of this name. */
    boolean hasOneOf(String repository) {
        for (String image : images.keySet()) {
            if (ImageRegistry.repository(image).equals(repository)) {
                return true;
            }
        }
        return false;
    }

    /** An image is there from a time on, in place of an older one of its name. */
    void put(String image, int version, long pulledAt) {
        Cached old = images.get(image);
        Cached cached = new Cached(image, version, pulledAt);
        cached.tasks = old == null ? 0 : old.tasks;
        images.put(image, cached);
    }

    void use(String image) {
        Cached cached = images.get(image);
        if (cached != null) {
            cached.tasks++;
            cached.usedAt = kernel.now();
        }
    }

    /** A task that used it has stopped. */
    void release(String image) {
        Cached cached = images.get(image);
        if (cached != null) {
            cached.tasks--;
            cached.freeAt = kernel.now() + Time.of(config().engineTaskCleanupWaitDuration());
            planCleanup(kernel.now());
        }
    }

    /** The instance is gone. */
    void end() {
        if (cleanup != null) {
            cleanup.cancel();
        }
    }

    private EcsConfig config() {
        return instance.ecsConfig();
    }

    /** At the first cleanup after a time at which an image may be removed; cleanups count from the agent's start. */
    private void planCleanup(long after) {
        if (config().disableImageCleanup() || config().imagePullBehavior() == ImagePullBehavior.PREFER_CACHED) {
            return;
        }
        long earliest = images.values().stream()
                .filter(cached -> cached.tasks == 0)
                .mapToLong(this::removableAfter)
                .min()
                .orElse(Long.MAX_VALUE);
        end();
        if (earliest < Long.MAX_VALUE) {
            long interval = Time.of(config().imageCleanupInterval());
            long since = Math.max(earliest, after) - instance.registeredAt();
            cleanup = kernel.at(instance.registeredAt() + (since / interval + 1) * interval, this::clean);
        }
    }

    private long removableAfter(Cached cached) {
        return Math.max(cached.freeAt, cached.pulledAt + Time.of(config().imageMinimumCleanupAge()));
    }

    private void clean() {
        List<Cached> candidates = images.values().stream()
                .filter(cached -> cached.tasks == 0 && removableAfter(cached) < kernel.now())
                .sorted(Comparator.<Cached>comparingLong(cached -> cached.usedAt)
                        .thenComparing(cached -> cached.image))
                .limit(config().numImagesDeletePerCycle())
                .toList();
        for (Cached cached : candidates) {
            images.remove(cached.image);
            journal.add(kernel.now(), new Entry.ImageRemoved(instance.id(), cached.image, "no container needs it"));
        }
        planCleanup(kernel.now());
    }
}
