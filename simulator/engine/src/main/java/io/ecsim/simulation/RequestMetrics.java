// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.kernel.Time;
import io.ecsim.metrics.Datapoint;
import io.ecsim.metrics.Metric;
import io.ecsim.simulation.Meter.Publisher;
import io.ecsim.workload.Answers;
import io.ecsim.workload.ElbError;
import io.ecsim.workload.Traffic;
import java.util.Map;

/**
 * What a load balancer reports of the requests of a minute, under one set of dimensions (SC-130 to SC-134).
 *
 * @param metrics by the names that an Application Load Balancer has for them; what is missing is not reported
 */
record RequestMetrics(Map<String, Metric> metrics) {
    private static final String RESPONSE_TIME = "TargetResponseTime";

    /** @param share of the answers that belongs here, at most 1 */
    void publish(Answers answers, double share, long now, Publisher publisher) {
        publish("RequestCount", share * inRequests(answers.routed()), now, publisher);
        publishNonZero("HTTPCode_Target_2XX_Count", answers.served(), share, now, publisher);
        publishNonZero("HTTPCode_Target_5XX_Count", answers.targetErrors(), share, now, publisher);
        publishElbErrors(answers.elbErrors(), share, now, publisher);
        publishResponses(answers.responses(), share, now, publisher);
    }

    private void publishElbErrors(Map<ElbError, Long> errors, double share, long now, Publisher publisher) {
        long ofTheClient = errors.get(ElbError.HTTP_460);
        long all = errors.values().stream().mapToLong(Long::longValue).sum();
        publishNonZero("HTTPCode_ELB_4XX_Count", ofTheClient, share, now, publisher);
        publishNonZero("HTTPCode_ELB_5XX_Count", all - ofTheClient, share, now, publisher);
        for (ElbError error : ElbError.values()) {
            if (error != ElbError.HTTP_460) {
                publishNonZero("HTTPCode_ELB_" + error.code() + "_Count", errors.get(error), share, now, publisher);
            }
        }
    }

    /** SC-130: HTTP codes are reported only when there are any. */
    private void publishNonZero(String name, long millionths, double share, long now, Publisher publisher) {
        if (millionths > 0) {
            publish(name, share * inRequests(millionths), now, publisher);
        }
    }

    void publish(String name, double value, long now, Publisher publisher) {
        if (metrics.containsKey(name)) {
            publisher.publish(metrics.get(name), now, value);
        }
    }

    private void publishResponses(Answers.Responses responses, double share, long now, Publisher publisher) {
        if (responses.samples() > 0 && metrics.containsKey(RESPONSE_TIME)) {
            Datapoint point = new Datapoint(
                    now - Time.MINUTE,
                    Time.MINUTE,
                    share * inRequests(responses.samples()),
                    share * responses.sum(),
                    responses.min(),
                    responses.max(),
                    responses.times() == null ? null : new ResponsePercentiles(responses.times()));
            publisher.publish(metrics.get(RESPONSE_TIME), point);
        }
    }

    static double inRequests(long millionths) {
        return (double) millionths / Traffic.MICRO;
    }
}
