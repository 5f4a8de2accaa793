// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** A directory of the instance; without a path an empty one that nobody else sees (VO-3). */
public record HostVolumeProperties(String sourcePath) {}
