// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** What the volume of a task definition that is configured at launch becomes (VO-5). */
public record TaskVolumeConfiguration(String name, TaskManagedEBSVolumeConfiguration managedEBSVolume) {}
