// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment.compare;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the runs of all variants say, figure by figure.
 *
 * @param seeds each variant ran under each of them
 * @param wanted how many seeds were to be; more than there are where somebody has stopped it
 * @param figures by the path in summary.json, in its order: those that every run has
 * @param missing paths of figures that some runs have and others not, such as the response time of no requests
 * @param expectations by variant: in how many runs each of its scenario's expectations holds
 */
public record Comparison(
        List<Variant> variants,
        List<Long> seeds,
        int wanted,
        Map<String, Compared> figures,
        List<String> missing,
        List<Map<String, Integer>> expectations) {

    /**
     * One figure of all variants.
     *
     * @param values by variant and seed
     * @param means by variant
     * @param differences of each variant to the first, whose own is null
     */
    public record Compared(double[][] values, List<Estimate> means, List<Difference> differences) {
        /** Whether it is one and the same in every run of every variant. */
        public boolean isConstant() {
            return means.stream().allMatch(mean -> mean.mean() == means.get(0).mean())
                    && differences.stream().allMatch(each -> each == null || each.method() == Difference.Method.NONE)
                    && means.get(0).low() == means.get(0).high();
        }
    }

    /** Whether it was interrupted, and is of fewer runs than were to be. */
    public boolean isPartial() {
        return seeds.size() < wanted;
    }

    /** What the labels of the variants are values of: the paths that were varied, or just "variant". */
    public String axis() {
        Set<String> paths = new LinkedHashSet<>();
        variants.forEach(variant -> variant.settings().forEach(setting -> paths.add(setting.replaceFirst("=.*", ""))));
        boolean one = variants.stream().map(Variant::scenario).distinct().count() == 1;
        return one && !paths.isEmpty() ? String.join(", ", paths) : "variant";
    }

    static Comparison of(List<Variant> variants, List<Long> seeds, int wanted, List<List<Trial>> trials) {
        Set<String> all = new LinkedHashSet<>();
        trials.forEach(ofVariant ->
                ofVariant.forEach(trial -> all.addAll(trial.figures().keySet())));
        Map<String, Compared> figures = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        for (String path : all) {
            boolean everywhere = trials.stream()
                    .allMatch(each ->
                            each.stream().allMatch(trial -> trial.figures().containsKey(path)));
            if (everywhere) {
                figures.put(path, compare(values(path, trials)));
            } else {
                missing.add(path);
            }
        }
        List<Map<String, Integer>> expectations =
                trials.stream().map(Comparison::expectations).toList();
        return new Comparison(variants, seeds, wanted, figures, missing, expectations);
    }

    private static double[][] values(String path, List<List<Trial>> trials) {
        return trials.stream()
                .map(ofVariant -> ofVariant.stream()
                        .map(trial -> trial.figures().get(path))
                        .mapToDouble(BigDecimal::doubleValue)
                        .toArray())
                .toArray(double[][]::new);
    }

    static Compared compare(double[][] values) {
        List<Estimate> means = new ArrayList<>();
        List<Difference> raw = new ArrayList<>();
        double[] p = new double[values.length - 1];
        for (int variant = 0; variant < values.length; variant++) {
            means.add(Estimate.of(values[variant]));
            if (variant > 0) {
                raw.add(Difference.of(minus(values[variant], values[0])));
                p[variant - 1] = raw.get(variant - 1).p();
            }
        }
        double[] adjusted = Holm.adjust(p);
        List<Difference> differences = new ArrayList<>();
        differences.add(null);
        for (int i = 0; i < raw.size(); i++) {
            differences.add(raw.get(i).adjusted(adjusted[i]));
        }
        return new Compared(values, means, differences);
    }

    private static double[] minus(double[] a, double[] b) {
        double[] difference = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            difference[i] = a[i] - b[i];
        }
        return difference;
    }

    private static Map<String, Integer> expectations(List<Trial> trials) {
        Map<String, Integer> holds = new LinkedHashMap<>();
        for (Trial trial : trials) {
            trial.expectations().forEach((text, held) -> holds.merge(text, held ? 1 : 0, Integer::sum));
        }
        return holds;
    }
}
