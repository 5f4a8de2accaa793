// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.kernel.Time;
import io.ecsim.metrics.Datapoint;
import io.ecsim.metrics.Metric;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {
    private static final Metric CLUSTER_CPU = new Metric("AWS/ECS", "CPUUtilization", "ClusterName=default", "Percent");
    private static final Metric SHOP_CPU =
            new Metric("AWS/ECS", "CPUUtilization", "ClusterName=default,ServiceName=shop", "Percent");
    private static final Metric STOCK_CPU =
            new Metric("AWS/ECS", "CPUUtilization", "ClusterName=default,ServiceName=stock", "Percent");
    private static final Metric HOSTS = new Metric(
            "AWS/ApplicationELB",
            "HealthyHostCount",
            "TargetGroup=targetgroup/web/1,LoadBalancer=app/front/2",
            "Count");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "requests.offered == 3                                           | true  | 3",
                "requests.offered==3.000                                         | true  | 3",
                "requests.failed > 33.3333%                                      | false | 0.333333",
                "requests.failed >= 33.3333%                                     | true  | 0.333333",
                "requests.failed != 0                                            | true  | 0.333333",
                "services.shop.desiredCount < 5                                  | true  | 4",
                "services.\"shop\".desiredCount <= 4                             | true  | 4",
                "services.shop.deployments[0].rolloutState == COMPLETED          | true  | COMPLETED",
                "services.shop.deployments[0].rolloutState == \"IN_PROGRESS\"    | false | COMPLETED",
                "services.shop.deployments[0].taskDefinition == 'shop:2'         | true  | shop:2",
                "services.shop.deployments[0].rolloutState != FAILED             | true  | COMPLETED",
                "services.shop.deployments[0].steps[0].started == 2              | true  | 2",
                "services.shop.deployments[0].healthyPercentMin > 33.4           | false | 33.333333",
                "costUsd.total < 60                                              | true  | 1",
                "latencyMillis.p95 <= 8.01e1                                     | true  | 80.1",
                "scenario == small                                               | true  | small",
                "events == many                                                  | false | 1234",
            })
    void figureOfTheSummary_isCompared(String text, boolean holds, String actual) {
        ExpectationResult result = evaluate(text);
        assertThat(result.problem()).isNull();
        assertThat(result.holds()).isEqualTo(holds);
        assertThat(result.figure()).isEqualTo(actual);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "request.failed == 0                          | the summary has no member request",
                "requests.lost == 0                           | requests has no member lost; it has offered, served",
                "services.shop.deployments[1].id == x         | services.shop.deployments has 1 items, none at [1]",
                "services.shop[0] == 1                        | services.shop is not a list",
                "services.shop == 1                           | services.shop is not a single figure",
                "services.shop.pendingSecondsP95 < 5          | services.shop.pendingSecondsP95 has no value",
                "scenario < 5                                 | small is a word",
                "max(AWS/ECS CPUUtilization nobody) < 5       | no datapoint of AWS/ECS CPUUtilization nobody",
                "max(AWS/ECS CPUUtilization shop) < 5 between 50m and 55m | no datapoint of AWS/ECS CPU",
            })
    void figureThatDoesNotExist_isAMissWithItsReason(String text, String reason) {
        ExpectationResult result = evaluate(text);
        assertThat(result.holds()).isFalse();
        assertThat(result.actual()).isNull();
        assertThat(result.figure()).startsWith(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "max(AWS/ECS CPUUtilization shop) < 95                        | true  | 90",
                "min(AWS/ECS CPUUtilization shop) >= 10                       | true  | 10",
                "avg(AWS/ECS CPUUtilization shop) == 45                       | true  | 45",
                "average(AWS/ECS CPUUtilization shop) == 45                   | true  | 45",
                "sum(AWS/ECS CPUUtilization shop) == 180                      | true  | 180",
                "max(AWS/ECS CPUUtilization default) == 7                     | true  | 7",
                "max( AWS/ECS  CPUUtilization  \"stock\" )==3                 | true  | 3",
                "max(AWS/ECS CPUUtilization shop) == 30 between 0s and 1m     | true  | 30",
                "max(AWS/ECS CPUUtilization shop) == 90 between 1m and 2h     | true  | 90",
                "min(AWS/ECS CPUUtilization shop) > 40 between 2026-03-02T00:01:00Z and 2m | true | 60",
                "min(AWS/ApplicationELB HealthyHostCount web) >= 4            | false | 3",
                "min(AWS/ApplicationELB HealthyHostCount front) >= 3          | true  | 3",
            })
    void statisticOfAMetric_isMergedAsCloudWatchMerges(String text, boolean holds, String actual) {
        ExpectationResult result = evaluate(text);
        assertThat(result.problem()).isNull();
        assertThat(result.figure()).isEqualTo(actual);
        assertThat(result.holds()).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "requests.failed = 0                                 | one of == != < <= > >= was expected",
                "requests.failed | one of == != < <= > >= was expected, the end was found",
                "requests.failed ==                                  | the value is missing",
                "== 0                                                | a figure such as requests.failed was expected",
                "requests..failed == 0                               | a figure such as requests.failed was expected",
                "requests.failed == 0 or 1                           | nothing may follow the value, but 'or 1' does",
                "requests.failed == 1x                               | '1x' is neither a number nor a word",
                "scenario < small                                    | a word is compared with == or !=, not with <",
                "services.\"shop.x == 1                              | a quotation mark is not closed",
                "services.shop.deployments[x].id == 1                | a position in a list is written [0]",
                "p99(AWS/ECS CPUUtilization shop) < 1 | 'p99' is not a statistic: min, max, avg and sum are",
                "max(AWS/ECS CPUUtilization) < 1                     | max(...) takes a namespace, a metric and a name",
                "max(AWS/ECS CPUUtilization shop < 1                 | the parenthesis of max( is not closed",
                "max(AWS/ECS CPUUtilization shop) < 1 from 9h | after the value comes nothing or 'between TIME",
                "max(AWS/ECS CPUUtilization shop) < 1 between 9h and noon | 'noon' is not a time",
                "max(AWS/ECS CPUUtilization shop) < 1 between 9h and 8h | 'between 9h and 8h' ends before it begins",
                "requests.failed == 0 between 1h and 2h              | nothing may follow the value",
            })
    void textThatIsNoExpectation_isRefusedWithAReason(String text, String reason) {
        assertThatThrownBy(() -> ConditionParser.parse(text, Runs.START))
                .isInstanceOf(ConditionParser.SyntaxException.class)
                .hasMessageStartingWith(reason);
    }

    @Test
    void flags_areComparedAsWords() {
        var summary = Runs.summary();
        Summary.complete(summary, List.of(), List.of(), true);
        Condition condition = ConditionParser.parse("partial == true", Runs.START);
        assertThat(new Expectations(List.of(condition), Runs.scenario())
                        .results(summary)
                        .get(0)
                        .holds())
                .isTrue();
    }

    private static ExpectationResult evaluate(String text) {
        Condition condition = ConditionParser.parse(text, Runs.START);
        Expectations expectations = new Expectations(List.of(condition), Runs.scenario());
        for (int minute = 0; minute < 2; minute++) {
            long start = minute * Time.MINUTE;
            double cpu = 30 + 30 * minute;
            expectations.metric(CLUSTER_CPU, new Datapoint(start, Time.MINUTE, 1, 7, 7, 7));
            expectations.metric(
                    SHOP_CPU, new Datapoint(start, Time.MINUTE, 2, 2 * cpu, minute == 0 ? 10 : 60, cpu + 30 * minute));
            expectations.metric(STOCK_CPU, new Datapoint(start, Time.MINUTE, 1, 3, 3, 3));
            expectations.metric(HOSTS, new Datapoint(start, Time.MINUTE, 1, 4, 3 + minute, 4));
        }
        return expectations.results(Runs.summary()).get(0);
    }
}
