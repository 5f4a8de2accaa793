// SPDX-License-Identifier: Apache-2.0
package io.ecsim.agent;

import io.ecsim.cluster.Task;
import io.ecsim.cluster.Transitions;
import io.ecsim.kernel.Time;
import io.ecsim.workload.Image;
import io.ecsim.world.World;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * How long a task waits for its images. The containers of a task pull at once and share the bandwidth (IM-5); an image
 * that the instance holds costs a short check (IM-2); one that is being pulled for another task is waited for.
 */
final class ImagePulls {
    private final Map<String, Image> images;
    private final World world;
    private final Durations durations;
    private final Transitions transitions;

    ImagePulls(Map<String, Image> images, World world, Durations durations, Transitions transitions) {
        this.images = images;
        this.world = world;
        this.durations = durations;
        this.transitions = transitions;
    }

    /** Nanoseconds from now until every image of the task is there. */
    long pull(Task task, long now) {
        Set<String> names = new LinkedHashSet<>();
        task.revision().definition().containerDefinitions().forEach(container -> names.add(container.image()));
        long bytes = 0;
        long wait = durations.draw(world.cachedPull(), "cached-pull", task.group());
        for (String image : names) {
            Long pulledAt = task.instance().imagePulledAt(image);
            bytes += pulledAt == null ? size(image) : 0;
            wait = Math.max(wait, pulledAt == null ? 0 : pulledAt - now);
        }
        if (bytes > 0) {
            long transfer =
                    Time.ofSeconds((double) bytes / world.pullPerSecond().count());
            wait = Math.max(wait, durations.draw(world.pullFixed(), "image-pull", task.group()) + transfer);
        }
        for (String image : names) {
            if (task.instance().imagePulledAt(image) == null) {
                transitions.imagePulled(task.instance(), image, now + wait);
            }
        }
        return wait;
    }

    private long size(String image) {
        Image known = images.get(image);
        return known == null ? world.imageSize().count() : known.size().count();
    }
}
