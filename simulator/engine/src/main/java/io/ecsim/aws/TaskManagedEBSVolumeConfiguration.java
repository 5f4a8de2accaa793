// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** An EBS volume for each task (VO-6). */
public record TaskManagedEBSVolumeConfiguration(
        String roleArn, String volumeType, Integer sizeInGiB, String snapshotId, Integer iops)
        implements ManagedEbsVolume {
    public TaskManagedEBSVolumeConfiguration {
        volumeType = Absent.or(volumeType, "gp3");
    }
}
