// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import io.ecsim.aws.Absent;
import io.ecsim.kernel.Distribution;
import java.time.Duration;

/**
 * What one request costs.
 *
 * @param cpu CPU time in seconds of one vCPU; the fluid model uses its mean
 * @param latency seconds that are not CPU (waiting for others); the fluid model uses its mean
 * @param memory held while the request is in progress
 * @param errors share of requests that the software itself answers with an error
 * @param timeout after which the client gives up
 */
public record RequestModel(Distribution cpu, Distribution latency, Bytes memory, Share errors, Duration timeout) {
    public RequestModel {
        cpu = Absent.or(cpu, new Distribution.Constant(0));
        latency = Absent.or(latency, new Distribution.Constant(0));
        memory = Absent.or(memory, new Bytes(0));
        errors = Absent.or(errors, Share.ZERO);
        timeout = Absent.or(timeout, Duration.ofSeconds(30));
    }
}
