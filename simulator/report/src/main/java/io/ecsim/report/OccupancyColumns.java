// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import io.ecsim.experiment.Occupancy;
import io.ecsim.experiment.Occupancy.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is drawn of an {@link Occupancy}: a column for an instance, or where there are too many of them one for several.
 *
 * @param byZone in order of name; the columns of a zone in order of launch, or the fullest first where one is several
 * @param each how many instances a column is the mean of
 */
record OccupancyColumns(Map<String, List<Column>> byZone, int each) {
    /** In a column of more tasks than this those that are alike are one block. */
    private static final int MOST_BLOCKS = 10;

    /** @param name the instance; empty where it is several */
    record Column(String name, boolean open, List<Block> blocks) {}

    /** Some tasks that are alike, with their shares of CPU and memory. */
    record Block(String taskDefinition, double cpu, double memory, int tasks) {}

    /** @param most columns that there is room for */
    static OccupancyColumns of(Occupancy occupancy, int most) {
        Map<String, List<Place>> places = new TreeMap<>();
        occupancy
                .instances()
                .forEach(place -> places.computeIfAbsent(place.availabilityZone(), z -> new ArrayList<>())
                        .add(place));
        int each = Math.max(1, (occupancy.instances().size() + most - 1) / most);
        Map<String, List<Column>> byZone = new LinkedHashMap<>();
        places.forEach((zone, all) -> byZone.put(zone, each == 1 ? columns(all) : means(all, each)));
        return new OccupancyColumns(byZone, each);
    }

    private static List<Column> columns(List<Place> places) {
        List<Column> columns = new ArrayList<>();
        for (Place place : places) {
            List<Block> blocks = new ArrayList<>();
            for (Occupancy.Placed task : place.tasks()) {
                blocks.add(block(place, task, 1));
            }
            boolean many = blocks.size() > MOST_BLOCKS;
            columns.add(new Column(place.instance(), place.open(), many ? alike(blocks) : blocks));
        }
        return columns;
    }

    private static List<Column> means(List<Place> places, int each) {
        List<Place> fullestFirst = new ArrayList<>(places);
        fullestFirst.sort(Comparator.comparingDouble(OccupancyColumns::fullness).reversed());
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < fullestFirst.size(); i += each) {
            List<Place> some = fullestFirst.subList(i, Math.min(fullestFirst.size(), i + each));
            List<Block> blocks = new ArrayList<>();
            some.forEach(place -> place.tasks().forEach(task -> blocks.add(block(place, task, some.size()))));
            columns.add(new Column("", some.stream().anyMatch(Place::open), alike(blocks)));
        }
        return columns;
    }

    private static double fullness(Place place) {
        return Math.max(
                (double) place.reservedCpu() / Math.max(1, place.cpu()),
                (double) place.reservedMemory() / Math.max(1, place.memory()));
    }

    private static Block block(Place place, Occupancy.Placed task, int of) {
        return new Block(
                task.taskDefinition(),
                (double) task.cpu() / Math.max(1, place.cpu()) / of,
                (double) task.memory() / Math.max(1, place.memory()) / of,
                1);
    }

    private static List<Block> alike(List<Block> blocks) {
        Map<String, Block> sums = new TreeMap<>();
        for (Block block : blocks) {
            sums.merge(
                    block.taskDefinition(),
                    block,
                    (a, b) -> new Block(
                            a.taskDefinition(), a.cpu() + b.cpu(), a.memory() + b.memory(), a.tasks() + b.tasks()));
        }
        return List.copyOf(sums.values());
    }

    int count() {
        return byZone.values().stream().mapToInt(List::size).sum();
    }
}
