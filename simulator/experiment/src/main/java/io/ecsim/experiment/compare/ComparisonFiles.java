// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment.compare;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.ecsim.experiment.Decimals;
import io.ecsim.experiment.Summary;
import io.ecsim.experiment.Version;
import io.ecsim.experiment.compare.Comparison.Compared;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A comparison as comparison.json, with every statistic, and as comparison.csv, with every run. */
public final class ComparisonFiles {
    private ComparisonFiles() {}

    /** As JSON text, ending in a newline. @param name of the scenarios */
    public static String json(Comparison comparison, String name) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("scenario", name);
        tree.put("version", Version.TEXT);
        tree.put("verdict", Verdict.of(comparison));
        tree.put("seeds", comparison.seeds());
        if (comparison.isPartial()) {
            tree.put("partial", true);
            tree.put("seedsWanted", comparison.wanted());
        }
        List<Object> variants = new ArrayList<>();
        for (int i = 0; i < comparison.variants().size(); i++) {
            variants.add(variant(comparison, i));
        }
        tree.put("variants", variants);
        tree.put(
                "ranking",
                Verdict.ranking(comparison).stream()
                        .map(i -> comparison.variants().get(i).label())
                        .toList());
        Map<String, Object> figures = new LinkedHashMap<>();
        comparison.figures().forEach((path, compared) -> figures.put(path, figure(comparison, compared)));
        tree.put("figures", figures);
        tree.put("missing", comparison.missing());
        return Summary.json(tree);
    }

    private static Map<String, Object> variant(Comparison comparison, int i) {
        Variant variant = comparison.variants().get(i);
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("label", variant.label());
        tree.put("scenario", variant.scenario().toString().replace('\\', '/'));
        tree.put("settings", variant.settings());
        List<Object> expectations = new ArrayList<>();
        comparison.expectations().get(i).forEach((text, held) -> {
            Map<String, Object> expectation = new LinkedHashMap<>();
            expectation.put("text", text);
            expectation.put("holdsInRuns", held);
            expectations.add(expectation);
        });
        tree.put("expectations", expectations);
        return tree;
    }

    private static List<Object> figure(Comparison comparison, Compared compared) {
        List<Object> variants = new ArrayList<>();
        for (int i = 0; i < comparison.variants().size(); i++) {
            Map<String, Object> tree = new LinkedHashMap<>();
            Estimate mean = compared.means().get(i);
            tree.put("variant", comparison.variants().get(i).label());
            tree.put("mean", Decimals.of(mean.mean()));
            tree.put("confidence95", interval(mean.low(), mean.high()));
            Difference difference = compared.differences().get(i);
            if (difference != null) {
                tree.put("difference", difference(difference));
            }
            variants.add(tree);
        }
        return variants;
    }

    private static Map<String, Object> difference(Difference difference) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("value", Decimals.of(difference.value()));
        tree.put("confidence95", interval(difference.low(), difference.high()));
        tree.put("test", difference.method().name());
        tree.put("p", Decimals.of(difference.p()));
        tree.put("pHolm", Decimals.of(difference.adjusted()));
        tree.put("significant", difference.isSignificant());
        return tree;
    }

    private static List<BigDecimal> interval(double low, double high) {
        return List.of(Decimals.of(low), Decimals.of(high));
    }

    /** A row a run: variant, seed, and every figure. */
    public static String csv(Comparison comparison) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            List<String> header = new ArrayList<>(List.of("variant", "seed"));
            header.addAll(comparison.figures().keySet());
            csv.writeRecord(header);
            for (int variant = 0; variant < comparison.variants().size(); variant++) {
                for (int run = 0; run < comparison.seeds().size(); run++) {
                    List<String> row = new ArrayList<>();
                    row.add(comparison.variants().get(variant).label());
                    row.add(comparison.seeds().get(run).toString());
                    for (Compared compared : comparison.figures().values()) {
                        row.add(Decimals.of(compared.values()[variant][run]).toPlainString());
                    }
                    csv.writeRecord(row);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
