// SPDX-License-Identifier: Apache-2.0
package io.ecsim.capacity;

import io.ecsim.aws.SettingName;
import java.util.List;

/** Owns the settings of the account, of which one has an effect: {@code awsvpcTrunking} (NW-22). */
public final class AccountSettings {
    private static final List<String> ON = List.of("enabled", "on");

    private boolean awsvpcTrunking;

    /** @param value one of those that AWS takes: {@code enabled}, {@code on}, or anything else for off */
    public void put(SettingName name, String value) {
        if (name == SettingName.awsvpcTrunking) {
            awsvpcTrunking = ON.contains(value);
        }
    }

    /** Whether instances that are launched from now on get a trunk; off in a new account. */
    public boolean awsvpcTrunking() {
        return awsvpcTrunking;
    }
}
