// SPDX-License-Identifier: Apache-2.0
package io.ecsim.events;

import static io.ecsim.events.TaskDetail.members;

import io.ecsim.aws.MetricDataQuery;
import io.ecsim.journal.Entry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an event says of an alarm, in CloudWatch's own shape. */
final class AlarmDetail {
    private AlarmDetail() {}

    /**
     * @param queries what the alarm looks at
     * @param before its state and since when, as the event before this one had it; null for its first
     */
    static Map<String, Object> of(
            Entry.AlarmStateChanged change,
            List<MetricDataQuery> queries,
            Map<String, Object> state,
            Map<String, Object> before,
            Naming naming) {
        Map<String, Object> detail = members("alarmName", change.alarm());
        detail.put(
                "configuration",
                members(
                        "metrics",
                        queries.stream()
                                .map(query -> query(change.alarm(), query, naming))
                                .toList()));
        detail.put("state", state);
        detail.put("previousState", before == null ? members("value", change.from()) : before);
        return detail;
    }

    static Map<String, Object> state(Entry.AlarmStateChanged change, String timestamp) {
        return members("value", change.to(), "reason", change.why(), "timestamp", timestamp);
    }

    private static Map<String, Object> query(String alarm, MetricDataQuery query, Naming naming) {
        Map<String, Object> one = members("id", query.id() == null ? naming.uuid("alarm/" + alarm) : query.id());
        if (query.expression() != null) {
            one.put("expression", query.expression());
        }
        if (query.label() != null) {
            one.put("label", query.label());
        }
        if (query.metricStat() != null) {
            one.put("metricStat", stat(query.metricStat()));
        }
        one.put("returnData", query.returnData());
        return one;
    }

    private static Map<String, Object> stat(MetricDataQuery.MetricStat stat) {
        Map<String, Object> dimensions = new LinkedHashMap<>();
        stat.metric().dimensions().forEach(dimension -> dimensions.put(dimension.name(), dimension.value()));
        return members(
                "metric",
                members(
                        "dimensions", dimensions,
                        "name", stat.metric().metricName(),
                        "namespace", stat.metric().namespace()),
                "period",
                stat.period(),
                "stat",
                stat.stat());
    }
}
