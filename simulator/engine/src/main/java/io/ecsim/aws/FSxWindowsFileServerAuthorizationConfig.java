// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** Who may use an FSx for Windows File Server file system. */
public record FSxWindowsFileServerAuthorizationConfig(String credentialsParameter, String domain) {}
