// SPDX-License-Identifier: Apache-2.0
package io.ecsim.pricing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the Spot Instance Advisor says of Linux (SC-504); {@code SOURCES.md} beside the list says where it is from. */
public final class SpotAdvisor {
    private static final String HOME_REGION = "us-east-1";
    /** SC-505: the middle of each band, of a month. */
    private static final double[] MONTHLY = {0.025, 0.075, 0.125, 0.175, 0.25};

    private static final double HOURS_PER_MONTH = 730;
    private static final Map<String, Map<String, Row>> REGIONS = new ConcurrentHashMap<>();

    /**
     * @param savings percent of the price on demand
     * @param band from 0, below 5 % interruptions a month, to 4, above 20 %
     */
    public record Row(int savings, int band) {
        /** Expected interruptions of one instance in an hour (SC-505). */
        public double interruptionsPerHour() {
            return -StrictMath.log1p(-MONTHLY[band]) / HOURS_PER_MONTH;
        }
    }

    private SpotAdvisor() {}

    /** Of a type in a region; where the region has none that of us-east-1; null when that has none either. */
    public static Row of(String region, String type) {
        Row row = region(region).get(type);
        return row != null ? row : region(HOME_REGION).get(type);
    }

    private static Map<String, Row> region(String region) {
        return REGIONS.computeIfAbsent(region, SpotAdvisor::read);
    }

    private static Map<String, Row> read(String region) {
        Map<String, Row> rows = new LinkedHashMap<>();
        try (InputStream csv = SpotAdvisor.class.getResourceAsStream("spot.csv")) {
            new String(csv.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(region + ","))
                    .map(line -> line.split(",", -1))
                    .forEach(row -> rows.put(row[1], new Row(Integer.parseInt(row[2]), Integer.parseInt(row[3]))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }
}
