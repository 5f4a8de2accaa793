// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import io.ecsim.aws.Absent;
import java.time.Duration;

/**
 * The images of a repository, or one of them.
 *
 * @param size what a pull of all its layers transfers (compressed)
 * @param layers of equal size
 * @param shared layers that an image has in common with every other one of its repository
 * @param lifecycle when the registry lets tags expire; null for never
 * @param soci whether it has an index with which Fargate starts a container before all of it is there (IM-4)
 */
public record Image(Bytes size, Integer layers, Integer shared, Lifecycle lifecycle, Boolean soci) {
    public Image {
        soci = Absent.or(soci, false);
        layers = Absent.or(layers, 1);
        shared = Absent.or(shared, 0);
    }

    public Image(Bytes size) {
        this(size, null, null, null, null);
    }

    /** Without an index. */
    public Image(Bytes size, Integer layers, Integer shared, Lifecycle lifecycle) {
        this(size, layers, shared, lifecycle, null);
    }

    /** Bytes that are to be pulled where another image of the repository is. */
    public long changed() {
        return size.count() * (layers - shared) / layers;
    }

    /**
     * A rule of a lifecycle policy, with one of its two kinds of count.
     *
     * @param imageCountMoreThan as many tags stay as this, the newest
     * @param sinceImagePushed a tag stays so long after its push
     */
    public record Lifecycle(Integer imageCountMoreThan, Duration sinceImagePushed) {}
}
