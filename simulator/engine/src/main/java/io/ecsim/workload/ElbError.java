// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

/** With which code a load balancer answers a request that no target answered (LB-12). */
public enum ElbError {
    /** The client closed the connection first. */
    HTTP_460(460),
    /** The target refused the request, or was gone before it had answered. */
    HTTP_502(502),
    /** There was no target. */
    HTTP_503(503),
    /** The target was silent for longer than the load balancer waits. */
    HTTP_504(504);

    private final int code;

    ElbError(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
