// SPDX-License-Identifier: Apache-2.0
package io.ecsim.agent;

import io.ecsim.journal.Entry;
import io.ecsim.journal.Journal;
import io.ecsim.kernel.Kernel;
import io.ecsim.kernel.RandomStream;
import io.ecsim.kernel.RandomStreams;
import io.ecsim.kernel.Time;
import io.ecsim.workload.Image;
import io.ecsim.world.Faults;
import io.ecsim.world.World;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What registries have, and how they answer: which image a tag stands for, what it shares with others, when it expires,
 * when a pull is refused (IM-6, IM-9, IM-12).
 */
public final class ImageRegistry {
    private static final int ATTEMPTS = 5;
    private static final double FIRST_WAIT = 1.1;
    private static final double LONGEST_WAIT = 5;
    private static final double JITTER = 0.2;
    private static final long DOCKER_HUB_WINDOW = 6 * Time.HOUR;

    /**
     * What became of asking for an image.
     *
     * @param delay nanoseconds that failed attempts have cost
     * @param problem why it cannot be had, in ECS's words; null if it can
     */
    record Answer(long delay, String problem) {}

    private final Map<String, Image> images;
    private final Kernel kernel;
    private final Journal journal;
    private final World world;
    private final RandomStreams streams;
    private final Rights rights;
    private final Faults.ImageRegistry fault;
    private final Map<String, Integer> versions = new LinkedHashMap<>();
    private final Map<String, List<String>> tags = new LinkedHashMap<>();
    private final Map<String, Boolean> gone = new LinkedHashMap<>();
    private final Map<Long, Integer> pullsBySecond = new LinkedHashMap<>();
    private final Deque<Long> dockerHubPulls = new ArrayDeque<>();

    /** @param images by name as container definitions write it, or by repository, the name without its tag */
    public ImageRegistry(
            Map<String, Image> images,
            Faults faults,
            Rights rights,
            World world,
            Kernel kernel,
            RandomStreams streams,
            Journal journal) {
        this.images = images;
        this.kernel = kernel;
        this.journal = journal;
        this.world = world;
        this.streams = streams;
        this.rights = rights;
        this.fault = faults.imageRegistry();
    }

    /** An image as a document names it is there from the beginning, unless it is missing. */
    public void knows(String image) {
        if (rights.exists(image)) {
            tagged(image);
        }
    }

    /** Somebody pushes an image: from now on its name stands for a new one. */
    public void push(String image) {
        gone.put(image, false);
        int version = versions.merge(image, 1, Integer::sum);
        journal.add(kernel.now(), new Entry.ImagePushed(image, version));
        tagged(image);
    }

    /** Starts the clocks of a lifecycle rule, and lets the oldest expire when there are too many. */
    private void tagged(String image) {
        List<String> known = tags.computeIfAbsent(repository(image), repository -> new ArrayList<>());
        known.remove(image);
        known.add(image);
        Image.Lifecycle rule = describe(image) == null ? null : describe(image).lifecycle();
        if (rule == null) {
            return;
        }
        if (rule.imageCountMoreThan() != null) {
            while (known.size() > rule.imageCountMoreThan()) {
                expire(known.get(0), "more than " + rule.imageCountMoreThan() + " tags");
            }
        }
        if (rule.sinceImagePushed() != null) {
            int version = version(image);
            kernel.after(Time.of(rule.sinceImagePushed()), () -> {
                if (version(image) == version && known.contains(image)) {
                    expire(image, "its age");
                }
            });
        }
    }

    private void expire(String image, String why) {
        tags.get(repository(image)).remove(image);
        gone.put(image, true);
        journal.add(kernel.now(), new Entry.ImageExpired(image, why));
    }

    /** Which of the images pushed under this name it stands for: 0 for the one from the beginning. */
    int version(String image) {
        return versions.getOrDefault(image, 0);
    }

    /** The name without its tag or digest. */
    public static String repository(String image) {
        int digest = image.indexOf('@');
        String name = digest < 0 ? image : image.substring(0, digest);
        int tag = name.lastIndexOf(':');
        return tag > name.lastIndexOf('/') ? name.substring(0, tag) : name;
    }

    /** What the scenario says of an image, else of its repository; else null. */
    private Image describe(String image) {
        Image own = images.get(image);
        return own == null ? images.get(repository(image)) : own;
    }

    /** Bytes of all its layers. */
    long size(String image) {
        Image known = describe(image);
        return known == null ? world.imageSize().count() : known.size().count();
    }

    /** Bytes of the layers that other images of its repository do not have. */
    long changed(String image) {
        Image known = describe(image);
        return known == null ? world.imageSize().count() : known.changed();
    }

    /** Whether it has an index for lazy loading, and is large enough for that to pay (IM-4). */
    boolean loadsLazily(String image) {
        Image known = describe(image);
        return known != null
                && known.soci()
                && known.size().count() > world.sociFrom().count();
    }

    /**
     * Asks for an image now, up to five times (IM-6).
     *
     * @param anonymous whether it is pulled, not only looked at, and without credentials
     */
    Answer ask(String image, String group, boolean anonymous) {
        long doomed = Time.of(world.pullFailure());
        if (gone.getOrDefault(image, !rights.exists(image))) {
            return new Answer(doomed, failed(image, "not found"));
        }
        if (anonymous && isOfDockerHub(image) && dockerHubIsFull()) {
            return new Answer(doomed, failed(image, "toomanyrequests: You have reached your pull rate limit."));
        }
        RandomStream luck = fault == null ? null : streams.stream("image-registry/" + group);
        double wait = FIRST_WAIT;
        long delay = 0;
        String problem = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            problem = refusal(kernel.now() + delay, luck);
            if (problem == null) {
                return new Answer(delay, null);
            }
            double jitter = JITTER * streams.stream("pull-retry/" + group).nextDouble();
            delay += Time.ofSeconds(wait * (1 + jitter));
            wait = Math.min(2 * wait, LONGEST_WAIT);
        }
        return new Answer(doomed, failed(image, problem));
    }

    private String refusal(long at, RandomStream luck) {
        if (world.registryPullsPerSecond() > 0) {
            long second = at / Time.SECOND;
            pullsBySecond.keySet().removeIf(past -> past < kernel.now() / Time.SECOND);
            if (pullsBySecond.getOrDefault(second, 0) >= world.registryPullsPerSecond()) {
                return "toomanyrequests: Rate exceeded";
            }
            pullsBySecond.merge(second, 1, Integer::sum);
        }
        boolean faulty =
                fault != null && at >= Time.of(fault.from()) && (fault.to() == null || at < Time.of(fault.to()));
        return faulty && luck.nextDouble() < fault.failShare().fraction()
                ? "unexpected status from HEAD request: 503 Service Unavailable"
                : null;
    }

    private static String failed(String image, String why) {
        return "CannotPullContainerError: pull image manifest has been retried " + ATTEMPTS
                + " time(s): failed to resolve ref " + image + ": " + why;
    }

    /** A name whose first part is no host. */
    private static boolean isOfDockerHub(String image) {
        int slash = image.indexOf('/');
        String first = slash < 0 ? "" : image.substring(0, slash);
        return !first.contains(".") && !first.contains(":") && !first.equals("localhost");
    }

    /** Without credentials it gives so many images in six hours to all instances behind one address (IM-9). */
    private boolean dockerHubIsFull() {
        if (world.dockerHubPulls() == 0) {
            return false;
        }
        while (!dockerHubPulls.isEmpty() && dockerHubPulls.peek() <= kernel.now() - DOCKER_HUB_WINDOW) {
            dockerHubPulls.remove();
        }
        if (dockerHubPulls.size() >= world.dockerHubPulls()) {
            return true;
        }
        dockerHubPulls.add(kernel.now());
        return false;
    }
}
