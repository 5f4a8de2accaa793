// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** The members of DeleteScheduledAction. */
public record DeleteScheduledActionRequest(String scheduledActionName, String resourceId) {}
