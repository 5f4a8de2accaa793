// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/**
 * The members of PutAccountSetting.
 *
 * @param value {@code enabled} or {@code disabled}, or {@code on} or {@code off}
 */
public record PutAccountSettingRequest(SettingName name, String value) {}
