// SPDX-License-Identifier: Apache-2.0
package io.ecsim.agent;

import io.ecsim.agent.ImageCache.Cached;
import io.ecsim.aws.ContainerDefinition;
import io.ecsim.aws.ImagePullBehavior;
import io.ecsim.cluster.ContainerInstance;
import io.ecsim.cluster.Task;
import io.ecsim.journal.Entry;
import io.ecsim.journal.Journal;
import io.ecsim.kernel.Kernel;
import io.ecsim.kernel.Time;
import io.ecsim.world.World;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * How long a task waits for its images. The containers of a task pull at once and share the bandwidth (IM-5); an image
 * that the instance holds costs a short check (IM-2); one that is being pulled for another task is waited for.
 */
final class ImagePulls {
    /**
     * @param delay nanoseconds until the images are there, or until the task gives up
     * @param container whose image cannot be had; null when all can
     * @param problem why, in ECS's words
     * @param versions which image each name stands for, see {@link ImageRegistry#version}
     */
    record Pull(long delay, String container, String problem, Map<String, Integer> versions) {}

    private final ImageRegistry registry;
    private final Rights rights;
    private final World world;
    private final Durations durations;
    private final Kernel kernel;
    private final Journal journal;
    private final Map<ContainerInstance, ImageCache> caches = new LinkedHashMap<>();
    private final Map<String, Integer> versions = new LinkedHashMap<>();

    ImagePulls(
            ImageRegistry registry, Rights rights, World world, Durations durations, Kernel kernel, Journal journal) {
        this.registry = registry;
        this.rights = rights;
        this.world = world;
        this.durations = durations;
        this.kernel = kernel;
        this.journal = journal;
    }

    Pull pull(Task task) {
        ImageCache cache =
                caches.computeIfAbsent(task.instance(), instance -> new ImageCache(instance, kernel, journal));
        Transfer transfer = new Transfer(task, cache);
        Set<String> asked = new LinkedHashSet<>();
        for (ContainerDefinition container : task.revision().definition().containerDefinitions()) {
            if (asked.add(container.image()) && !transfer.ask(container)) {
                return new Pull(transfer.wait, container.name(), transfer.problem, Map.of());
            }
        }
        long delay = transfer.begin();
        Map<String, Integer> versions = new LinkedHashMap<>();
        images(task).forEach(image -> versions.put(image, cache.get(image).version));
        return new Pull(delay, null, null, versions);
    }

    /** The containers of a task that had its images have ended. */
    void release(Task task) {
        ImageCache cache = caches.get(task.instance());
        images(task).forEach(cache::release);
    }

    void left(ContainerInstance instance) {
        ImageCache cache = caches.remove(instance);
        if (cache != null) {
            cache.end();
        }
    }

    private static Set<String> images(Task task) {
        Set<String> images = new LinkedHashSet<>();
        task.containers().forEach(container -> images.add(container.definition().image()));
        return images;
    }

    /** What one task pulls. */
    private final class Transfer {
        private final Task task;
        private final ImageCache cache;
        private final ImagePullBehavior behavior;
        private final Map<String, Integer> wanted = new LinkedHashMap<>();
        private long wait;
        private long retries;
        private long bytes;
        private boolean checks;
        private String problem;

        Transfer(Task task, ImageCache cache) {
            this.task = task;
            this.cache = cache;
            this.behavior = task.instance().ecsConfig().imagePullBehavior();
        }

        /** Returns whether the image can be had (IM-1). */
        boolean ask(ContainerDefinition container) {
            String image = container.image();
            Cached cached = cache.get(image);
            boolean trusts = behavior == ImagePullBehavior.ONCE || behavior == ImagePullBehavior.PREFER_CACHED;
            if (cached != null && trusts) {
                return waitFor(cached);
            }
            int version = version(task, image);
            boolean isThere = cached != null && cached.version == version;
            ImageRegistry.Answer answer = answer(container, isThere);
            problem = answer.problem();
            if (problem != null) {
                wait = Math.max(wait, answer.delay());
                return cached != null && behavior == ImagePullBehavior.DEFAULT && waitFor(cached);
            }
            retries = Math.max(retries, answer.delay());
            if (isThere) {
                checks = true;
                return waitFor(cached);
            }
            bytes += cache.hasOneOf(ImageRegistry.repository(image)) ? registry.changed(image) : registry.size(image);
            wanted.put(image, version);
            return true;
        }

        private ImageRegistry.Answer answer(ContainerDefinition container, boolean isThere) {
            String refused = rights.pullProblem(task, container.image());
            return refused != null
                    ? new ImageRegistry.Answer(Time.of(world.pullFailure()), refused)
                    : registry.ask(
                            container.image(), task.group(), !isThere && container.repositoryCredentials() == null);
        }

        private boolean waitFor(Cached cached) {
            wait = Math.max(wait, cached.pulledAt - kernel.now());
            return true;
        }

        /** Nanoseconds until all is there. */
        long begin() {
            if (checks || bytes == 0 && !wanted.isEmpty()) {
                wait = Math.max(wait, retries + durations.draw(world.cachedPull(), "cached-pull", task.group()));
            }
            if (bytes > 0) {
                long fixed = durations.draw(world.pullFixed(), "image-pull", task.group());
                double transfer = (double) bytes / world.pullPerSecond().count();
                wait = Math.max(wait, retries + fixed + Time.ofSeconds(transfer));
                String all = String.join(" ", wanted.keySet());
                journal.add(kernel.now(), new Entry.ImagePulled(task.instance().id(), all, bytes));
            }
            wanted.forEach((image, version) -> cache.put(image, version, kernel.now() + wait));
            images(task).forEach(cache::use);
            return wait;
        }
    }

    /** The tasks of a deployment run the image that the first of them found, whatever is pushed later (IM-7). */
    private int version(Task task, String image) {
        return task.deployment() == null
                ? registry.version(image)
                : versions.computeIfAbsent(task.deployment() + " " + image, key -> registry.version(image));
    }
}
