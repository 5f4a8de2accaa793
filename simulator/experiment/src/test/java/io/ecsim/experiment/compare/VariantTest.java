// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VariantTest {
    private static final Path SHOP = Path.of("shop.yaml");

    private static List<String> labels(List<Path> scenarios, String... variations) {
        return Variant.of(scenarios, List.of(variations), new ArrayList<>()).stream()
                .map(Variant::label)
                .toList();
    }

    @Test
    void aVariation_hasAVariantForEachValue_commasInBracketsBelongToOne() {
        assertThat(labels(List.of(SHOP), "a.b=binpack:cpu,[{type: random}, {x: 'y,z'}],spread:x+binpack:cpu"))
                .containsExactly("binpack:cpu", "[{type: random}, {x: 'y,z'}]", "spread:x+binpack:cpu");
    }

    @Test
    void variations_areCombined_theFirstValuesFirst() {
        assertThat(labels(List.of(SHOP), "a=1,2", "b=x,y")).containsExactly("1, x", "1, y", "2, x", "2, y");
    }

    @Test
    void scenarios_areVariantsToo() {
        assertThat(labels(List.of(SHOP, Path.of("mall.yaml")))).containsExactly("shop.yaml", "mall.yaml");
        assertThat(labels(List.of(SHOP, Path.of("mall.yaml")), "a=1")).containsExactly("shop.yaml: 1", "mall.yaml: 1");
    }

    @Test
    void whatIsWrong_isSaidAllAtOnce() {
        List<String> problems = new ArrayList<>();
        List<Variant> right = Variant.of(List.of(SHOP), List.of("x", "a=1,,2", "b=1,1", "c=1,2", "c=3"), problems);
        assertThat(String.join("\n", problems))
                .contains("--vary x is not", "a=1,,2 has an empty", "b=1,1 has a value twice", "c is given twice");
        assertThat(right).extracting(Variant::label).containsExactly("1", "2");
    }

    @Test
    void aScenarioAgainstItself_isNoComparison() {
        List<String> problems = new ArrayList<>();
        Variant.of(List.of(SHOP, Path.of("./shop.yaml")), List.of(), problems);
        assertThat(problems).singleElement().asString().contains("shop.yaml is given twice");
    }

    @Test
    void seedsAreTheSameForAll_soTheyAreNoVariants() {
        List<String> problems = new ArrayList<>();
        Variant.of(List.of(SHOP), List.of("seed=1,2"), problems);
        assertThat(problems).first().asString().contains("every variant runs under the same seeds");
        problems.clear();
        Variant.of(List.of(SHOP), List.of("seed=7", "a=1,2"), problems);
        assertThat(problems).isEmpty();
    }

    @Test
    void oneVariant_isNoComparison() {
        List<String> problems = new ArrayList<>();
        Variant.of(List.of(SHOP), List.of("a=1"), problems);
        assertThat(problems).singleElement().asString().contains("nothing to compare with");
    }
}
