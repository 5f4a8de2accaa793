// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/**
 * A volume of a task, of exactly one kind; of none at all it is an empty directory of the host (VO-3).
 *
 * @param configuredAtLaunch whether the service or RunTask says what it is: an EBS volume (VO-5)
 */
public record Volume(
        String name,
        HostVolumeProperties host,
        DockerVolumeConfiguration dockerVolumeConfiguration,
        EFSVolumeConfiguration efsVolumeConfiguration,
        S3FilesVolumeConfiguration s3filesVolumeConfiguration,
        FSxWindowsFileServerVolumeConfiguration fsxWindowsFileServerVolumeConfiguration,
        Boolean configuredAtLaunch) {}
