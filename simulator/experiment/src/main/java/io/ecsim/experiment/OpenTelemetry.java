// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

import io.ecsim.requests.TracedRequest;
import io.ecsim.requests.TracedRequest.Try;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Traces in OpenTelemetry's JSON: for each an {@code ExportTraceServiceRequest}, as its file exporter writes them
 * (OpenTelemetry Protocol specification, "JSON Protobuf Encoding"; trace.proto). A trace's id begins with the second in
 * which it began, as X-Ray wants it; ids count up, so that a run repeats them.
 */
final class OpenTelemetry {
    private static final long NANOS = 1_000_000_000L;
    /** Whose spans are those that nobody inside made. */
    private static final String OUTSIDE = "clients";

    private enum Kind {
        UNSPECIFIED,
        INTERNAL,
        SERVER,
        CLIENT
    }

    private final Instant start;
    private long traces;
    private long spans;

    /** @param start of the scenario */
    OpenTelemetry(Instant start) {
        this.start = start;
    }

    /** The trace of a client's request, with all that was called for it. */
    Map<String, Object> export(TracedRequest request) {
        long second = start.plusNanos(request.begun()).getEpochSecond();
        Trace trace = new Trace(String.format(Locale.ROOT, "%08x%024x", second, ++traces));
        trace.request(request, "", OUTSIDE);
        List<Object> resources = new ArrayList<>();
        trace.spansByService.forEach((service, its) -> resources.add(ordered(
                "resource", ordered("attributes", List.of(text("service.name", service))),
                "scopeSpans",
                        List.of(ordered("scope", ordered("name", "ecsim", "version", Version.TEXT), "spans", its)))));
        return ordered("resourceSpans", resources);
    }

    /** The spans of one trace. */
    private final class Trace {
        private final String id;
        private final Map<String, List<Object>> spansByService = new LinkedHashMap<>();

        private Trace(String id) {
            this.id = id;
        }

        /** @param from the service that sends it */
        void request(TracedRequest request, String parent, String from) {
            String self = span(
                    from,
                    parent,
                    request.service(),
                    Kind.CLIENT,
                    request.begun(),
                    request.ended(),
                    List.of(whole("ecsim.tries", request.tries().size())),
                    request.served());
            long before = request.begun();
            for (Try each : request.tries()) {
                if (each.sent() > before) {
                    span(from, self, "back-off", Kind.INTERNAL, before, each.sent(), List.of(), true);
                }
                attempt(request.service(), self, each);
                before = each.ended();
            }
        }

        private void attempt(String service, String parent, Try each) {
            List<Object> attributes = new ArrayList<>();
            if (each.status() > 0) {
                attributes.add(whole("http.response.status_code", each.status()));
            }
            if (each.targetGroup() != null) {
                attributes.add(text("ecsim.target_group", each.targetGroup()));
            }
            if (each.task() != null) {
                attributes.add(text("aws.ecs.task.id", each.task()));
            }
            boolean well = each.status() == 200;
            String self =
                    span(service, parent, "load balancer", Kind.SERVER, each.sent(), each.ended(), attributes, well);
            phase(service, self, "queue", each.received(), each.worked(), each, List.of());
            phase(service, self, "cpu", each.worked(), each.computed(), each, List.of(number(each.cpuSeconds())));
            phase(service, self, "latency", each.computed(), each.called(), each, List.of());
            each.calls().forEach(call -> request(call, self, service));
        }

        private void phase(
                String service, String parent, String name, long from, long to, Try each, List<Object> attributes) {
            long end = to == TracedRequest.NEVER ? each.ended() : to;
            if (from != TracedRequest.NEVER && end > from) {
                span(service, parent, name, Kind.INTERNAL, from, end, attributes, true);
            }
        }

        private String span(
                String service,
                String parent,
                String name,
                Kind kind,
                long from,
                long to,
                List<Object> attributes,
                boolean well) {
            String self = String.format(Locale.ROOT, "%016x", ++spans);
            Map<String, Object> span = ordered(
                    "traceId", id, "spanId", self, "parentSpanId", parent, "name", name, "kind", kind.ordinal());
            span.put("startTimeUnixNano", unixNanos(from));
            span.put("endTimeUnixNano", unixNanos(to));
            span.put("attributes", attributes);
            span.put("status", well ? Map.of() : Map.of("code", 2)); // STATUS_CODE_ERROR
            spansByService.computeIfAbsent(service, key -> new ArrayList<>()).add(span);
            return self;
        }
    }

    /** Protobuf's JSON has 64-bit numbers as text. */
    private String unixNanos(long time) {
        Instant at = start.plusNanos(time);
        return Long.toString(at.getEpochSecond() * NANOS + at.getNano());
    }

    private static Object text(String key, String value) {
        return ordered("key", key, "value", Map.of("stringValue", value));
    }

    private static Object whole(String key, int value) {
        return ordered("key", key, "value", Map.of("intValue", Integer.toString(value)));
    }

    /** The CPU time that a request takes; its span is longer when it has to share the CPU. */
    private static Object number(double cpuSeconds) {
        return ordered("key", "ecsim.cpu_seconds", "value", Map.of("doubleValue", cpuSeconds));
    }

    private static Map<String, Object> ordered(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
