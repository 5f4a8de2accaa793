// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import static io.ecsim.placement.TestCluster.START;
import static io.ecsim.placement.TestInstance.instance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {
    private static List<String> matching(String expression, TestInstance... instances) {
        Query query = Query.parse(expression);
        return Arrays.stream(instances)
                .filter(instance -> query.matches(instance, START))
                .map(TestInstance::id)
                .toList();
    }

    private static boolean holds(String expression, TestInstance instance) {
        return Query.parse(expression).matches(instance, START);
    }

    @ParameterizedTest
    @Tag("QL-5")
    @DisplayName("PW-12 a regular expression must match the whole value")
    @CsvSource({"t2.*, X Z", "t2, ''", "t., ''", "(t2|t3).micro, X Y", "t2.s, ''"})
    void regex(String regex, String ids) {
        var micro = instance("X").type("t2.micro");
        var newer = instance("Y").type("t3.micro");
        var small = instance("Z").type("t2.small");
        assertThat(matching("attribute:ecs.instance-type =~ '" + regex + "'", micro, newer, small))
                .containsExactly(ids.isEmpty() ? new String[0] : ids.split(" "));
    }

    @ParameterizedTest
    @Tag("QL-11")
    @DisplayName("PW-13 of an absent attribute nothing is true but that it does not exist")
    @CsvSource({
        "attribute:stack != prod, Y",
        "not(attribute:stack == prod), Y Z",
        "attribute:stack !exists, Z",
        "attribute:stack exists, X Y",
        "attribute:stack !in [prod], Y",
        "attribute:stack !~ p.*, Y",
        "attribute:stack >= '', X Y",
        "attribute:stack <= zzz, X Y"
    })
    void absentAttribute(String expression, String ids) {
        var prod = instance("X").attribute("stack", "prod");
        var test = instance("Y").attribute("stack", "test");
        assertThat(matching(expression, prod, test, instance("Z"))).containsExactly(ids.split(" "));
    }

    @ParameterizedTest
    @Tag("QL-2")
    @Tag("QL-3")
    @DisplayName("PW-14 'and' binds closer than 'or' unless there are parentheses")
    @CsvSource({
        "attribute:z == a or attribute:z == b and attribute:t == m5, X Y",
        "(attribute:z == a or attribute:z == b) and attribute:t == m5, Y",
        "attribute:t == m5 && attribute:z == b || attribute:z == a, X Y",
        "not attribute:z == a and attribute:t == m5, Y",
        "not (attribute:z == a and attribute:t == m5), X Y",
        "!attribute:z == a, Y",
        "not not attribute:z == a, X",
        "((attribute:z == a)), X"
    })
    void precedence(String expression, String ids) {
        var small = instance("X").attribute("z", "a").attribute("t", "t2");
        var large = instance("Y").attribute("z", "b").attribute("t", "m5");
        assertThat(matching(expression, small, large)).containsExactly(ids.split(" "));
    }

    @ParameterizedTest
    @Tag("QL-1")
    @CsvSource({
        "==, equals, false", "!=, not_equals, true", ">, greater_than, true", ">=, greater_than_equal, true",
        "<, less_than, false", "<=, less_than_equal, false", "=~, matches, false", "!~, not_matches, true"
    })
    void everyOperatorHasASignAndAWord(String sign, String word, boolean expected) {
        var instance = instance("i1").attribute("size", "10");
        assertThat(holds("attribute:size " + sign + " 9", instance)).isEqualTo(expected);
        assertThat(holds("attribute:size " + word + " 9", instance)).isEqualTo(expected);
        assertThat(holds("attribute:size" + sign + "9", instance)).isEqualTo(expected);
    }

    @ParameterizedTest
    @Tag("QL-1")
    @ValueSource(
            strings = {
                "attribute:a not_in [x, y]",
                "attribute:a !in [x,y]",
                "attribute:b not_exists",
                "attribute:b !exists",
                "attribute:a in[1]",
                "(attribute:a exists)and(attribute:b !exists)",
                "\n attribute:a\t==\n1 ",
                "attribute:a==1 or attribute:a==2",
                "attribute:a exists&&attribute:a == '1'||attribute:b exists"
            })
    void spaceIsFreeWhereWordsStayApart(String expression) {
        assertThat(holds(expression, instance("i1").attribute("a", "1"))).isTrue();
    }

    @Test
    @Tag("QL-1")
    void aBareValueEndsAtASpaceCommaOrBracketOnly() {
        assertThat(holds("attribute:a == x||y&&z=!", instance("i1").attribute("a", "x||y&&z=!")))
                .isTrue();
    }

    @ParameterizedTest
    @Tag("QL-4")
    @ValueSource(
            strings = {
                "agentConnected == true",
                "agentConnected != false",
                "agentConnected in [true]",
                "agentConnected !in [false]",
                "agentConnected =~ t.*",
                "agentConnected !~ f.*",
                "ec2InstanceId == i1",
                "ec2InstanceId != i2",
                "ec2InstanceId in [i1]",
                "ec2InstanceId !in [i2]",
                "ec2InstanceId =~ i.",
                "ec2InstanceId !~ j.",
                "agentVersion == 1.105.1",
                "agentVersion != 1.105",
                "agentVersion > 1.9.0",
                "agentVersion >= 1.105.1",
                "agentVersion < 2",
                "agentVersion <= 1.105.1.0",
                "runningTasksCount == 3",
                "runningTasksCount != 4",
                "runningTasksCount > 2",
                "runningTasksCount >= 3",
                "runningTasksCount < 10",
                "runningTasksCount <= 3",
                "registeredAt == 2026-03-02",
                "registeredAt != 2026-03-03",
                "registeredAt > 2026-03-01",
                "registeredAt >= 2026-03-02",
                "registeredAt < 2026-03-03",
                "registeredAt <= 2026-03-02",
                "task:group == g",
                "task:group != h",
                "task:group in [g]",
                "task:group !in [h]",
                "task:group =~ g.*",
                "task:group !~ h.*",
                "task:group exists",
                "attribute:a > 9",
                "attribute:a exists"
            })
    void operatorsOfEachSubject(String expression) {
        assertThat(holds(expression, instance("i1").attribute("a", "10").tasks("g", 3)))
                .isTrue();
    }

    @ParameterizedTest
    @Tag("QL-4")
    @ValueSource(
            strings = {
                "agentConnected > true", "agentConnected exists", "ec2InstanceId < i1", "ec2InstanceId exists",
                "agentVersion =~ 1.*", "agentVersion in [1]", "registeredAt in [2018-01-01]", "runningTasksCount =~ 1",
                "runningTasksCount exists", "task:group > a"
            })
    void otherOperatorsAreErrors(String expression) {
        assertThatThrownBy(() -> Query.parse(expression))
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("expected one of [==, !=");
    }

    @ParameterizedTest
    @Tag("QL-6")
    @CsvSource({
        "agentVersion < 1.14.5, 1.14.4, true",
        "agentVersion < 1.14.5, 1.14.5, false",
        "agentVersion < 1.14.5, 1.9.0, true",
        "agentVersion >= 1.14, 1.14.0, true",
        "agentVersion < 2, 1.105.1, true"
    })
    void versionsCompareByPart(String expression, String version, boolean expected) {
        assertThat(holds(expression, instance("i1").agent(true, version))).isEqualTo(expected);
    }

    @ParameterizedTest
    @Tag("QL-6")
    @CsvSource({
        "10, > 9, true",
        "1.50, == 1.5, false",
        "1.50, >= 1.5, true",
        "-3, < 2, true",
        "10a, < 9, true",
        "b, > a, true",
        "B, > a, false"
    })
    void attributesCompareAsNumbersIfBothAre(String value, String comparison, boolean expected) {
        assertThat(holds("attribute:a " + comparison, instance("i1").attribute("a", value)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @Tag("QL-7")
    @CsvSource({
        "> 2026-03-02, true", "< 2026-03-03, true", "== 2026-03-02T10:00:00Z, true",
        "== 2026-03-02T10:00:00, true", "== 2026-03-02T12:00:00+02:00, true", "<= 2026-03-02T09:59:59Z, false",
        "== 2026-03-02T10:00:00+00:00, true"
    })
    void datesAreUtcWithoutAnOffsetAndMidnightWithoutATime(String comparison, boolean expected) {
        var instance = instance("i1").registeredAt(TimeUnit.HOURS.toNanos(10));
        assertThat(holds("registeredAt " + comparison, instance)).isEqualTo(expected);
    }

    @ParameterizedTest
    @Tag("QL-8")
    @ValueSource(
            strings = {
                "ec2InstanceId in ['i-1', 'i-2']", "ec2InstanceId in [i-2, i-1]", "ec2InstanceId in [\"i-1\"]",
                "attribute:note == 'a b, [c]'", "attribute:note == \"a b, [c]\"", "attribute:empty == ''"
            })
    void valuesMayBeQuoted(String expression) {
        assertThat(holds(
                        expression,
                        instance("i-1").attribute("note", "a b, [c]").attribute("empty", "")))
                .isTrue();
    }

    @Test
    @Tag("QL-9")
    void runningTasksCount_countsTasksOfAllGroups() {
        var instance = instance("i1").tasks("service:a", 2).tasks("service:b", 1);
        assertThat(holds("runningTasksCount == 3", instance)).isTrue();
        assertThat(holds("runningTasksCount == 0", instance("i2"))).isTrue();
    }

    @ParameterizedTest
    @Tag("QL-10")
    @CsvSource({
        "task:group == service:production, X",
        "task:group != service:production, Y Z",
        "not(task:group == database), X Z",
        "task:group in [database; service:production], X Y",
        "task:group !in [database], X Z",
        "task:group =~ service:.*, X",
        "task:group !~ service:.*, Y Z",
        "task:group exists, X Y",
        "task:group !exists, Z"
    })
    void taskGroup_isTrueIfOneOfTheTasksIsInIt(String expression, String ids) {
        var busy = instance("X").tasks("service:production", 1).tasks("family:job", 2);
        var database = instance("Y").tasks("database", 1);
        assertThat(matching(expression.replace(';', ','), busy, database, instance("Z")))
                .containsExactly(ids.split(" "));
    }

    @ParameterizedTest
    @Tag("QL-12")
    @CsvSource({
        "NOT attribute:Stack == prod, true",
        "ATTRIBUTE:Stack EQUALS Prod AND RUNNINGTASKSCOUNT == 0, true",
        "attribute:Stack == prod, false",
        "attribute:stack Exists, false",
        "attribute:Stack In [Prod], true"
    })
    void keywordsHaveNoCaseNamesAndValuesDo(String expression, boolean expected) {
        assertThat(holds(expression, instance("i1").attribute("Stack", "Prod"))).isEqualTo(expected);
    }

    @ParameterizedTest
    @Tag("QL-13")
    @CsvSource({
        "attribute:ecs.instance-type == t2.small, A",
        "attribute:ecs.instance-type =~ t2.*, A B",
        "attribute:ecs.availability-zone in [us-east-1a; us-east-1b], A C",
        "attribute:ecs.instance-type =~ g2.* and attribute:ecs.availability-zone != us-east-1d, C",
        "task:group == service:production, B",
        "not(task:group == database), A B",
        "runningTasksCount == 1, B C",
        "agentVersion < 1.14.5, C",
        "registeredAt < 2018-02-13, ''",
        "attribute:stack exists, A B",
        "(attribute:stack == prod or attribute:stack == stage) and agentConnected == true, A"
    })
    void examples(String expression, String ids) {
        var a = instance("A").type("t2.small").zone("us-east-1a").attribute("stack", "prod");
        var b = instance("B")
                .type("t2.large")
                .zone("us-east-1d")
                .attribute("stack", "stage")
                .tasks("service:production", 1)
                .agent(false, "1.94.0");
        var c = instance("C")
                .type("g2.2xlarge")
                .zone("us-east-1b")
                .tasks("database", 1)
                .agent(true, "1.9.0");
        assertThat(matching(expression.replace(';', ','), a, b, c))
                .containsExactly(ids.isEmpty() ? new String[0] : ids.split(" "));
    }
}
