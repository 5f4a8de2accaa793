// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;

/** Linux capabilities beyond Docker's defaults. */
public record KernelCapabilities(List<String> add, List<String> drop) {
    public KernelCapabilities {
        add = Absent.list(add);
        drop = Absent.list(drop);
    }
}
