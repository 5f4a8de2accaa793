// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** A name and its value. */
public record KeyValuePair(String name, String value) {}
