// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** Percents of the desired count between which a rolling update moves (SV-30). */
public record DeploymentConfiguration(Integer minimumHealthyPercent, Integer maximumPercent) {
    public DeploymentConfiguration {
        minimumHealthyPercent = Absent.or(minimumHealthyPercent, 100);
        maximumPercent = Absent.or(maximumPercent, 200);
    }
}
