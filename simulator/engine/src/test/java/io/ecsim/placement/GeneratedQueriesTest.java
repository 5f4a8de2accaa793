// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import static io.ecsim.placement.TestCluster.START;
import static io.ecsim.placement.TestInstance.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.placement.PlainQuery.Version;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is written, in whatever legal spelling, means what {@link PlainQuery} says. */
class GeneratedQueriesTest {
    private static final int EXPRESSIONS = 150;
    private static final int INSTANCES = 25;

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("ecsim.tries", 20));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @Tag("QL-1")
    @Tag("QL-2")
    @Tag("QL-3")
    @Tag("QL-4")
    @Tag("QL-5")
    @Tag("QL-6")
    @Tag("QL-7")
    @Tag("QL-8")
    @Tag("QL-9")
    @Tag("QL-10")
    @Tag("QL-11")
    @Tag("QL-12")
    void everySpellingMeansItsTree(long seed) {
        var random = new SplittableRandom(seed);
        var generator = new QueryGenerator(random);
        Map<String, Version> versions = new LinkedHashMap<>();
        List<TestInstance> instances = instances(random, generator, versions);
        int compared = 0;
        int held = 0;
        for (int i = 0; i < EXPRESSIONS; i++) {
            PlainQuery tree = generator.tree(random.nextInt(5));
            String text = generator.text(generator.tokens(tree));
            if (text.length() > Query.MOST_CHARACTERS) {
                continue;
            }
            Query query = Query.parse(text);
            for (TestInstance instance : instances) {
                boolean expected = PlainQuery.holds(tree, instance, versions);
                assertThat(query.matches(instance, START))
                        .as("%s%nof %s%non %s", text, tree, instance)
                        .isEqualTo(expected);
                compared++;
                held += expected ? 1 : 0;
            }
        }
        assertThat(compared).isGreaterThan(EXPRESSIONS * INSTANCES * 9 / 10);
        assertThat(held).isBetween(compared / 10, compared * 9 / 10);
    }

    private static List<TestInstance> instances(
            SplittableRandom random, QueryGenerator generator, Map<String, Version> versions) {
        List<TestInstance> instances = new ArrayList<>();
        for (int i = 0; i < INSTANCES; i++) {
            String id = i < QueryGenerator.IDS.size() ? QueryGenerator.IDS.get(i) : "i-" + i;
            Version version = generator.version();
            versions.put(id, version);
            TestInstance instance = instance(id)
                    .agent(random.nextBoolean(), version.major() + "." + version.minor() + "." + version.patch())
                    .registeredAt(Math.max(0, generator.date().seconds()) * 1_000_000_000);
            for (String name : QueryGenerator.NAMES) {
                if (random.nextInt(3) > 0) {
                    instance = instance.attribute(name, generator.one(QueryGenerator.TEXTS));
                }
            }
            for (String group : QueryGenerator.GROUPS) {
                if (random.nextInt(4) == 0) {
                    instance = instance.tasks(group, 1 + random.nextInt(3));
                }
            }
            instances.add(instance);
        }
        return instances;
    }
}
