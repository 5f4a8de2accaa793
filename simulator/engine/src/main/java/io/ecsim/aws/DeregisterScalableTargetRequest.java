// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** The members of DeregisterScalableTarget; its policies and scheduled actions go with it. */
public record DeregisterScalableTargetRequest(String resourceId) {}
