// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

/** Requests of outside clients to one service. */
public record Workload(String service, Traffic requests) {}
