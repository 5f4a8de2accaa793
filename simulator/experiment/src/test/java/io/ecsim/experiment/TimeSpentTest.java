// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

import static io.ecsim.requests.TracedRequest.NEVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.experiment.TimeSpent.Cause;
import io.ecsim.experiment.TimeSpent.Part;
import io.ecsim.requests.TracedRequest;
import io.ecsim.requests.TracedRequest.Try;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests in milliseconds, put together by hand. */
class TimeSpentTest {
    private static final long MILLI = 1_000_000;
    private static final Offset<Double> EXACTLY = within(1e-9);

    private static Try attempt(long[] millis, int status, double cpuSeconds, TracedRequest... calls) {
        long[] at = new long[millis.length];
        for (int i = 0; i < at.length; i++) {
            at[i] = millis[i] == NEVER ? NEVER : millis[i] * MILLI;
        }
        return new Try("blue", "t-1", at[0], at[1], at[2], at[3], at[4], at[5], status, cpuSeconds, List.of(calls));
    }

    private static TracedRequest request(String service, long begun, long ended, boolean served, Try... tries) {
        return new TracedRequest(service, begun * MILLI, ended * MILLI, served, List.of(tries));
    }

    /**
     * Fails at once, is tried again 50 ms later, waits 10 ms in the queue, needs 20 ms of CPU for which it takes 30, pauses
     * for 40 ms, and calls two services, of which the slower takes 100 ms.
     */
    private static TracedRequest ofEverything() {
        return request(
                "shop",
                0,
                235,
                true,
                attempt(new long[] {0, NEVER, NEVER, NEVER, NEVER, 5}, 503, 0),
                attempt(
                        new long[] {55, 55, 65, 95, 135, 235},
                        200,
                        0.020,
                        request("prices", 135, 160, true, attempt(new long[] {135, 135, 135, 135, 160, 160}, 200, 0)),
                        request("stock", 135, 235, true, attempt(new long[] {135, 136, 136, 235, 235, 235}, 200, 1))));
    }

    private static Map<String, Double> means(TimeSpent spent, String service) {
        Map<String, Double> means = new LinkedHashMap<>();
        for (Part part : spent.services().get(service).parts()) {
            if (part.mean() > 0) {
                means.put(part.cause() + (part.service() == null ? "" : " " + part.service()), part.mean());
            }
        }
        return means;
    }

    @Test
    void eachMillisecondHasItsCause() {
        TimeSpent spent = new TimeSpent();
        spent.add(ofEverything());
        assertThat(means(spent, "shop"))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "failedTries", 5.0,
                        "backOff", 50.0,
                        "queue", 10.0,
                        "cpu", 20.0,
                        "cpuShared", 10.0,
                        "latency", 40.0,
                        "calls stock", 100.0));
        assertThat(means(spent, "prices")).containsExactlyInAnyOrderEntriesOf(Map.of("latency", 25.0));
        assertThat(means(spent, "stock")).containsExactlyInAnyOrderEntriesOf(Map.of("loadBalancer", 1.0, "cpu", 99.0));
    }

    @Test
    void theCausesTogetherAreTheResponseTime_theMeanAndThe99thPercentile() {
        TimeSpent spent = new TimeSpent();
        Random random = new Random(7);
        List<Double> responses = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            long queue = random.nextInt(100);
            long cpu = queue + 1 + random.nextInt(500);
            long end = cpu + random.nextInt(300);
            responses.add((double) end);
            spent.add(request("shop", 0, end, true, attempt(new long[] {0, 0, queue, cpu, end, end}, 200, 0.1)));
        }
        double mean =
                responses.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        double p99 = responses.stream().sorted().toList().get(9_900);
        assertThat(spent.services().get("shop").mean()).isCloseTo(mean, within(1e-6));
        assertThat(spent.services().get("shop").p99()).isCloseTo(p99, within(0.016 * p99)); // one step of its scale
        assertThat(spent.services().get("shop").requests()).isEqualTo(10_000);
    }

    @Test
    void aRequestThatNoTargetGetsIsTheLoadBalancers() {
        TimeSpent spent = new TimeSpent();
        spent.add(request("shop", 0, 7, false, attempt(new long[] {0, NEVER, NEVER, NEVER, NEVER, 7}, 503, 0)));
        Part balancer = spent.services().get("shop").parts().get(0);
        assertThat(balancer.cause()).isEqualTo(Cause.loadBalancer);
        assertThat(balancer.mean()).isCloseTo(7, EXACTLY);
        assertThat(balancer.p99()).isCloseTo(7, EXACTLY);
    }

    @Test
    void inOpenTelemetryEachPhaseIsASpanWithinItsParent_atTimesOfTheCalendar() {
        OpenTelemetry telemetry = new OpenTelemetry(Instant.parse("2026-03-02T09:00:00Z"));
        JsonNode trace = JsonMapper.shared().valueToTree(telemetry.export(ofEverything()));
        Map<String, JsonNode> spans = new LinkedHashMap<>();
        Map<String, String> owners = new LinkedHashMap<>();
        for (JsonNode resource : trace.get("resourceSpans")) {
            String owner =
                    resource.at("/resource/attributes/0/value/stringValue").asString();
            for (JsonNode span : resource.at("/scopeSpans/0/spans")) {
                spans.put(span.get("spanId").asString(), span);
                owners.put(
                        span.get("spanId").asString(),
                        owner + "/" + span.get("name").asString());
            }
        }
        assertThat(owners.values())
                .containsExactlyInAnyOrder(
                        "clients/shop",
                        "clients/back-off",
                        "shop/load balancer",
                        "shop/load balancer",
                        "shop/queue",
                        "shop/cpu",
                        "shop/latency",
                        "shop/prices",
                        "shop/stock",
                        "prices/load balancer",
                        "prices/latency",
                        "stock/load balancer",
                        "stock/cpu");
        spans.values().forEach(span -> {
            // 2026-03-02T09:00:00Z is 0x69a551c... seconds after 1970: 1772442000
            assertThat(span.get("traceId").asString()).isEqualTo("69a55190" + "000000000000000000000001");
            assertThat(span.get("startTimeUnixNano").asString()).startsWith("1772442000");
            JsonNode parent = spans.get(span.get("parentSpanId").asString());
            assertThat(parent == null)
                    .isEqualTo(span.get("parentSpanId").asString().isEmpty());
            if (parent != null) {
                assertThat(nanos(span, "start")).isGreaterThanOrEqualTo(nanos(parent, "start"));
                assertThat(nanos(span, "end")).isLessThanOrEqualTo(nanos(parent, "end"));
            }
        });
        JsonNode failed = spans.values().stream()
                .filter(span -> span.at("/status/code").asInt() == 2)
                .findFirst()
                .orElseThrow();
        assertThat(failed.at("/attributes/0/key").asString()).isEqualTo("http.response.status_code");
        assertThat(failed.at("/attributes/0/value/intValue").asString()).isEqualTo("503");
    }

    private static long nanos(JsonNode span, String which) {
        return Long.parseLong(span.get(which + "TimeUnixNano").asString());
    }
}
