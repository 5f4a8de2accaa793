// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** A volume of the task in a container. */
public record MountPoint(String sourceVolume, String containerPath, Boolean readOnly) {}
