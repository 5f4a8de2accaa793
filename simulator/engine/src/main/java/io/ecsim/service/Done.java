// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

import java.util.List;

/**
 * What a pass has done.
 *
 * @param stopped tasks
 * @param started tasks
 * @param stuck the deployment can neither stop nor start (SV-34)
 * @param complete the PRIMARY deployment is done (SV-38)
 * @param waits for what the rest of the work waits; null when there is no more
 */
record Done(List<String> stopped, List<String> started, boolean stuck, boolean complete, String waits) {
    boolean isSomething() {
        return !stopped.isEmpty() || !started.isEmpty();
    }
}
