// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

/** Something on the class path that was to be plugged in cannot be: the message names it and says why. */
public final class PluginException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PluginException(String message, Throwable cause) {
        super(message, cause);
    }
}
