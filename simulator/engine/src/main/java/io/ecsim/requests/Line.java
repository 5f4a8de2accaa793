// SPDX-License-Identifier: Apache-2.0
package io.ecsim.requests;

import static io.ecsim.requests.Requests.NONE;

/** Requests in order of their arrival, of which any may leave; each is in one line at most. */
final class Line {
    private final Requests requests;
    private int oldest = NONE;
    private int newest = NONE;
    private int size;

    Line(Requests requests) {
        this.requests = requests;
    }

    int size() {
        return size;
    }

    /** {@link Requests#NONE} when it is empty. */
    int oldest() {
        return oldest;
    }

    void add(int request) {
        requests.older[request] = newest;
        requests.newer[request] = NONE;
        if (newest == NONE) {
            oldest = request;
        } else {
            requests.newer[newest] = request;
        }
        newest = request;
        size++;
    }

    void remove(int request) {
        int older = requests.older[request];
        int newer = requests.newer[request];
        if (older == NONE) {
            oldest = newer;
        } else {
            requests.newer[older] = newer;
        }
        if (newer == NONE) {
            newest = older;
        } else {
            requests.older[newer] = older;
        }
        size--;
    }
}
