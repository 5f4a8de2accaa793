// SPDX-License-Identifier: Apache-2.0
package io.ecsim.agent;

import io.ecsim.agent.ImageCache.Cached;
import io.ecsim.aws.ContainerDefinition;
import io.ecsim.aws.EphemeralStorage;
import io.ecsim.aws.ImagePullBehavior;
import io.ecsim.aws.TaskSize;
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

    private static final String NO_SPACE =
            "CannotPullContainerError: failed to extract the image: no space left on device";

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
        if (transfer.isTooLarge()) {
            String container =
                    task.revision().definition().containerDefinitions().get(0).name();
            return new Pull(Time.of(world.pullFailure()), container, NO_SPACE, Map.of());
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
        private long lazyBytes;
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
            long missing =
                    cache.hasOneOf(ImageRegistry.repository(image)) ? registry.changed(image) : registry.size(image);
            bytes += missing;
            lazyBytes += task.compute().isFargate() && registry.loadsLazily(image) ? missing : 0;
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

        boolean isTooLarge() {
            return task.compute().isFargate() && bytes > storage(task);
        }

        /** A larger task on Fargate may pull faster (IM-3). */
        private double bytesPerSecond() {
            int vcpus = task.compute().isFargate() ? task.needs().cpu() / TaskSize.UNITS_PER_VCPU : 0;
            return world.pullPerSecond().count()
                    + (double) Math.max(0, vcpus - 1)
                            * world.fargatePullPerVcpu().count();
        }

        /** Nanoseconds until all is there. */
        long begin() {
            if (checks || bytes == 0 && !wanted.isEmpty()) {
                wait = Math.max(wait, retries + durations.draw(world.cachedPull(), "cached-pull", task.group()));
            }
            if (bytes > 0) {
                long fixed = durations.draw(world.pullFixed(), "image-pull", task.group());
                double seconds = Time.toSeconds(fixed) + (double) bytes / bytesPerSecond();
                double saved = (1 - world.sociFactor().fraction()) * lazyBytes / bytes;
                wait = Math.max(wait, retries + Time.ofSeconds(seconds * (1 - saved)));
                String all = String.join(" ", wanted.keySet());
                journal.add(kernel.now(), new Entry.ImagePulled(task.instance().id(), all, bytes));
            }
            wanted.forEach((image, version) -> cache.put(image, version, kernel.now() + wait));
            images(task).forEach(cache::use);
            return wait;
        }
    }

    /** Bytes that a task on Fargate has room for: its images count against its ephemeral storage (FG-4). */
    private static long storage(Task task) {
        EphemeralStorage storage = task.revision().definition().ephemeralStorage();
        boolean old = "1.3.0".equals(task.compute().platformVersion());
        long gib = storage != null && storage.sizeInGiB() != null ? storage.sizeInGiB() : old ? 10 : 20;
        return gib << 30;
    }

    /** The tasks of a deployment run the image that the first of them found, whatever is pushed later (IM-7). */
    private int version(Task task, String image) {
        return task.deployment() == null
                ? registry.version(image)
                : versions.computeIfAbsent(task.deployment() + " " + image, key -> registry.version(image));
    }
}
