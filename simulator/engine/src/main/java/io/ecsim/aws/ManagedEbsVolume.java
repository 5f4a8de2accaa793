// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** An EBS volume that ECS makes for a task, whoever asks for it (VO-5, VO-6). */
public interface ManagedEbsVolume {
    String volumeType();

    /** GiB; null when a snapshot says it. */
    Integer sizeInGiB();

    String snapshotId();

    /** Operations per second; null for what the type gives. */
    Integer iops();
}
