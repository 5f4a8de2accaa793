// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment.compare;

import io.ecsim.experiment.compare.Comparison.Compared;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a comparison comes to, in a paragraph. */
public final class Verdict {
    private static final String COST = "costUsd.total";
    /** So many differences are told in words. */
    private static final int TOLD = 4;

    private Verdict() {}

    /** Headline figures of the comparison that are not one and the same in every run. */
    public static List<Figure> differing(Comparison comparison) {
        return Figure.HEADLINES.stream()
                .filter(figure -> comparison.figures().containsKey(figure.path()))
                .filter(figure -> !comparison.figures().get(figure.path()).isConstant())
                .toList();
    }

    /** Headline figures that are. */
    public static List<Figure> constant(Comparison comparison) {
        return Figure.HEADLINES.stream()
                .filter(figure -> comparison.figures().containsKey(figure.path()))
                .filter(figure -> comparison.figures().get(figure.path()).isConstant())
                .toList();
    }

    public static String of(Comparison comparison) {
        List<Variant> variants = comparison.variants();
        List<String> sentences = new ArrayList<>();
        List<Integer> alike = new ArrayList<>();
        for (int i = 1; i < variants.size(); i++) {
            String differences = differences(comparison, i);
            if (differences.isEmpty()) {
                alike.add(i);
            } else {
                sentences.add(
                        variants.get(i).label() + " against " + variants.get(0).label() + ": " + differences + ".");
            }
        }
        if (!alike.isEmpty()) {
            String which = alike.size() == variants.size() - 1
                    ? "between the variants"
                    : "between " + variants.get(0).label() + " and "
                            + alike.stream().map(i -> variants.get(i).label()).collect(Collectors.joining(", "));
            sentences.add("No difference could be shown " + which + " in "
                    + comparison.seeds().size() + " runs each.");
            if (comparison.seeds().size() < Difference.FEWEST_FOR_RANKS) {
                sentences.add("So few cannot show what is the same in every run: take " + Difference.FEWEST_FOR_RANKS
                        + " at least, better 20.");
            }
        }
        sentences.add(0, cheapest(comparison));
        sentences.add(missed(comparison));
        sentences.removeIf(String::isEmpty);
        return String.join(" ", sentences);
    }

    /** Whose expectations do not always hold; empty where nobody's. */
    private static String missed(Comparison comparison) {
        List<String> missed = IntStream.range(0, comparison.variants().size())
                .filter(i -> misses(comparison, i))
                .mapToObj(i -> comparison.variants().get(i).label())
                .toList();
        return missed.isEmpty()
                ? ""
                : "What the scenario expects does not hold in every run of " + String.join(" and ", missed) + ".";
    }

    private static boolean misses(Comparison comparison, int variant) {
        return comparison.expectations().get(variant).values().stream()
                .anyMatch(held -> held < comparison.seeds().size());
    }

    private static String differences(Comparison comparison, int variant) {
        List<String> told = new ArrayList<>();
        int untold = 0;
        for (Figure figure : differing(comparison)) {
            Compared compared = comparison.figures().get(figure.path());
            Difference difference = compared.differences().get(variant);
            if (difference.isSignificant() && difference.value() == 0) {
                // Ranks say that it is not the same, their median difference does not say how much.
                untold++;
            } else if (difference.isSignificant()) {
                told.add(difference(figure, difference, compared.means().get(0).mean()));
            }
        }
        int more = Math.max(0, told.size() - TOLD) + untold;
        List<String> words = new ArrayList<>(told.subList(0, Math.min(TOLD, told.size())));
        if (more > 0) {
            words.add(more + (words.isEmpty() ? "" : " more") + (more == 1 ? " figure differs" : " figures differ"));
        }
        return String.join("; ", words);
    }

    private static String difference(Figure figure, Difference difference, double of) {
        String share = of == 0 ? "" : " (" + Figure.signed(Math.round(1_000 * difference.value() / of) / 10.0) + " %)";
        return figure.name() + " " + Figure.signed(difference.value()) + " " + figure.unit() + share;
    }

    /** The order by mean cost, cheapest first; empty where there is no cost or always the same. */
    public static List<Integer> ranking(Comparison comparison) {
        Compared cost = comparison.figures().get(COST);
        if (cost == null || cost.isConstant()) {
            return List.of();
        }
        return IntStream.range(0, comparison.variants().size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> cost.means().get(i).mean()))
                .toList();
    }

    private static String cheapest(Comparison comparison) {
        List<Integer> ranking = ranking(comparison);
        if (ranking.isEmpty()) {
            return "";
        }
        int best = ranking.get(0);
        Compared cost = comparison.figures().get(COST);
        String label = comparison.variants().get(best).label();
        String mean = " (" + Figure.number(cost.means().get(best).mean()) + " USD on average)";
        if (misses(comparison, best)) {
            return "Cheapest on average is " + label + mean + ", but it does not do what is expected.";
        }
        if (best == 0) {
            boolean all = cost.differences().stream().allMatch(each -> each == null || each.isSignificant());
            return "Cheapest is " + label + mean + (all ? "." : ", though not shown to be cheaper than every other.");
        }
        return cost.differences().get(best).isSignificant()
                ? "Cheapest is " + label + mean + "."
                : "Cheapest on average is " + label + mean + ", which may be luck.";
    }
}
