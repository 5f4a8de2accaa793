// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** An FSx for Windows File Server file system (VO-8). */
public record FSxWindowsFileServerVolumeConfiguration(
        String fileSystemId, String rootDirectory, FSxWindowsFileServerAuthorizationConfig authorizationConfig) {}
