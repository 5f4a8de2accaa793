// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** Network of awsvpc tasks. */
public record NetworkConfiguration(AwsVpcConfiguration awsvpcConfiguration) {}
