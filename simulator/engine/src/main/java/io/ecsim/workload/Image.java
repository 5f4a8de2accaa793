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
 */
public record Image(Bytes size, Integer layers, Integer shared, Lifecycle lifecycle) {
    public Image {
        layers = Absent.or(layers, 1);
        shared = Absent.or(shared, 0);
    }

    public Image(Bytes size) {
        this(size, null, null, null);
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
