// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import io.ecsim.aws.Absent;
import io.ecsim.kernel.Distribution;

/**
 * How software ends by itself.
 *
 * @param after seconds from the start of its container; null for never
 * @param code 0 for success
 */
public record Exit(Distribution after, Integer code) {
    public static final Exit NEVER = new Exit(null, null);

    public Exit {
        code = Absent.or(code, 0);
    }

    public boolean isNever() {
        return after == null;
    }
}
