// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** An S3 Files file system. */
public record S3FilesVolumeConfiguration(
        String fileSystemArn, String rootDirectory, Integer transitEncryptionPort, String accessPointArn) {}
