// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import io.ecsim.aws.MetricDataQuery;
import io.ecsim.aws.Violation;
import io.ecsim.metrics.Expression;
import io.ecsim.metrics.Statistic;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What alarms and policies take as metric math (SC-216, SC-330). */
final class MathRules {
    private static final int MOST_METRICS = 10;

    private final Refusals refusals;
    private final List<MetricDataQuery> queries;
    private final String path;
    private final Map<String, MetricDataQuery> byId = new LinkedHashMap<>();

    private MathRules(List<MetricDataQuery> queries, String path, String code) {
        this.refusals = new Refusals(code);
        this.queries = queries;
        this.path = path;
        queries.stream()
                .filter(query -> query != null && query.id() != null)
                .forEach(query -> byId.putIfAbsent(query.id(), query));
    }

    /** @param periods whether each metric says its period, which must be the same for all */
    static List<Violation> violations(List<MetricDataQuery> queries, String path, String code, boolean periods) {
        MathRules rules = new MathRules(queries, path, code);
        rules.whole(periods);
        for (int i = 0; i < queries.size(); i++) {
            if (queries.get(i) != null) {
                rules.query(queries.get(i), path + "[" + i + "]");
            }
        }
        return rules.refusals.list();
    }

    private void whole(boolean periods) {
        List<MetricDataQuery> known = queries.stream().filter(Objects::nonNull).toList();
        refusals.refuse(
                known.stream().filter(MetricDataQuery::returnData).count() != 1,
                path,
                "Exactly one element of the metrics list should return data.");
        refusals.refuse(
                known.stream().filter(query -> query.metricStat() != null).count() > MOST_METRICS,
                path,
                "There must be at most " + MOST_METRICS + " metrics.");
        if (periods) {
            long different = known.stream()
                    .filter(query -> query.metricStat() != null)
                    .map(query -> query.metricStat().period())
                    .distinct()
                    .count();
            refusals.refuse(different > 1, path, "All metrics of an alarm must have the same period.");
        }
    }

    private void query(MetricDataQuery query, String at) {
        refusals.refuse(
                query.id() != null && !query.id().matches("[a-z]\\w{0,254}"),
                at + ".Id",
                "Id must begin with a lowercase letter and have letters, digits and underscores.");
        refusals.refuse(query.id() != null && byId.get(query.id()) != query, at + ".Id", "Ids must be unique.");
        refusals.refuse(
                (query.metricStat() == null) == (query.expression() == null),
                at,
                "One of MetricStat and Expression is required.");
        if (query.metricStat() != null) {
            String stat = query.metricStat().stat();
            refusals.refuse(
                    stat != null && Statistic.of(stat) == null,
                    at + ".MetricStat.Stat",
                    "Stat must be Average, Sum, Minimum, Maximum, SampleCount or a percentile such as p99.");
        } else if (query.expression() != null) {
            expression(query, at + ".Expression");
        }
    }

    private void expression(MetricDataQuery query, String at) {
        try {
            for (String id : ids(query)) {
                if (!byId.containsKey(id)) {
                    refusals.unknown(at, "There is no metric with the id " + id + ".", id, byId.keySet());
                }
            }
            refusals.refuse(
                    reaches(query, query, new LinkedHashSet<>()), at, "An expression must not depend on itself.");
        } catch (IllegalArgumentException wrong) {
            refusals.refuse(at, "The expression is wrong " + wrong.getMessage() + ".");
        }
    }

    private static List<String> ids(MetricDataQuery query) {
        return query == null || query.expression() == null
                ? List.of()
                : Expression.parse(query.expression()).ids();
    }

    private boolean reaches(MetricDataQuery from, MetricDataQuery goal, Set<String> seen) {
        for (String id : ids(from)) {
            MetricDataQuery next = byId.get(id);
            if (next == goal || next != null && seen.add(id) && reaches(next, goal, seen)) {
                return true;
            }
        }
        return false;
    }
}
