// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** The members of DeregisterTaskDefinition: {@code family:revision}. */
public record DeregisterTaskDefinitionRequest(String taskDefinition) {}
