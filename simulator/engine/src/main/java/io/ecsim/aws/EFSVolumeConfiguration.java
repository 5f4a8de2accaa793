// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/**
 * An EFS file system (VO-4).
 *
 * @param transitEncryptionPort null for a port that the mount helper chooses
 */
public record EFSVolumeConfiguration(
        String fileSystemId,
        String rootDirectory,
        Switch transitEncryption,
        Integer transitEncryptionPort,
        EFSAuthorizationConfig authorizationConfig) {
    public EFSVolumeConfiguration {
        transitEncryption = Absent.or(transitEncryption, Switch.DISABLED);
    }
}
