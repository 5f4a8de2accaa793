// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** A container that must have got somewhere before this one starts (TL-9). */
public record ContainerDependency(String containerName, ContainerCondition condition) {}
