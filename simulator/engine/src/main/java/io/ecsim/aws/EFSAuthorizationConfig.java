// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** Who may use an EFS file system (VO-4). */
public record EFSAuthorizationConfig(String accessPointId, Switch iam) {
    public EFSAuthorizationConfig {
        iam = Absent.or(iam, Switch.DISABLED);
    }
}
