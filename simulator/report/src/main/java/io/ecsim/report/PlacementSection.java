// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import static io.ecsim.report.Html.cssClass;
import static io.ecsim.report.Html.element;

import io.ecsim.experiment.Occupancy;
import io.ecsim.experiment.Occupancy.Moment;
import io.ecsim.experiment.RunOutcome;
import io.ecsim.experiment.StepSeries;
import io.ecsim.experiment.UnusableRoom;
import io.ecsim.placement.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Which tasks were on which instances at the moments that tell most, and the room that was free and of no use. */
final class PlacementSection {
    private static final double PERCENT = UnusableRoom.WHOLE / 100.0;

    private PlacementSection() {}

    static Html section(RunOutcome outcome, Clock clock, Easel easel) {
        List<Occupancy> moments = outcome.recording().moments(outcome.result().simulated());
        if (moments.isEmpty()) {
            return Html.NOTHING;
        }
        Looks looks = Looks.of(moments);
        List<Html> parts = new ArrayList<>();
        parts.add(element(
                "p",
                "Each column is an instance: on its left side tasks take their share of its CPU, on its right side of its"
                        + " memory. What is free on one side only takes no task. Where the columns are too narrow for that, CPU is above and"
                        + " memory below. A dashed or dark one takes no tasks."));
        parts.add(key(looks));
        int chosen = 0;
        for (Occupancy moment : moments) {
            chosen += moment.moment() == Moment.CHOSEN ? 1 : 0;
            if (moment.instances().isEmpty()) {
                parts.add(element("p", "At " + clock.time(moment.time()) + " the cluster had no instance."));
            } else {
                parts.add(easel.figure(picture(moment, chosen, looks, clock)));
                parts.add(byZone(moment));
            }
        }
        UnusableRoom room = outcome.recording().unusableRoom();
        if (!room.isNone()) {
            parts.add(easel.figure(chart(room, clock)));
        }
        return Page.section("placement", "Where the tasks were", parts);
    }

    private static Html key(Looks looks) {
        List<Html> items = new ArrayList<>();
        looks.byTaskDefinition()
                .forEach((name, look) -> items.add(element(
                        "li",
                        Html.inline(
                                "span",
                                cssClass("swatch " + look.fill().name().toLowerCase(Locale.ROOT)),
                                Html.attribute(
                                        "style", "color: var(" + look.ink().variable() + ")")),
                        " ",
                        Html.inline("strong", look.label()),
                        " " + name)));
        return element("ul", cssClass("key"), items);
    }

    /** @param chosen how many moments that were chosen there are up to this one */
    private static Picture picture(Occupancy moment, int chosen, Looks looks, Clock clock) {
        String name = moment.moment().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new Picture(
                "placement-" + name + (moment.moment() == Moment.CHOSEN ? "-" + chosen : ""),
                title(moment.moment()) + ", " + clock.time(moment.time()),
                caption(moment),
                size -> new OccupancyPainter(moment, looks, size).height(),
                (g, size) -> new OccupancyPainter(moment, looks, size).paint(g));
    }

    private static String title(Moment moment) {
        return switch (moment) {
            case FIRST_PLACED -> "Tasks on instances after the first placement";
            case MOST_TASKS -> "Tasks on instances when there were most";
            case MOST_UNUSABLE -> "Tasks on instances when most room was free and of no use";
            case CHOSEN -> "Tasks on instances at the moment that was asked for";
            case END -> "Tasks on instances at the end";
        };
    }

    private static String caption(Occupancy moment) {
        List<Occupancy.Place> places = moment.instances();
        long used = places.stream().filter(place -> !place.tasks().isEmpty()).count();
        String text = Figures.count(moment.tasks(), "task", "tasks") + " on " + Figures.count(used) + " of "
                + Figures.count(places.size(), "instance", "instances") + "; " + reserved(places) + " reserved.";
        int each = OccupancyPainter.columns(moment, Size.WIDE).each();
        return each == 1 ? text : text + " A column is the mean of " + each + " instances, the fullest first.";
    }

    private static String reserved(List<Occupancy.Place> places) {
        return "CPU " + Figures.percent(cpu(places)) + " and memory " + Figures.percent(memory(places));
    }

    private static double cpu(List<Occupancy.Place> places) {
        double reserved =
                places.stream().mapToLong(Occupancy.Place::reservedCpu).sum();
        return reserved
                / Math.max(1, places.stream().mapToLong(Occupancy.Place::cpu).sum());
    }

    private static double memory(List<Occupancy.Place> places) {
        double reserved =
                places.stream().mapToLong(Occupancy.Place::reservedMemory).sum();
        return reserved
                / Math.max(1, places.stream().mapToLong(Occupancy.Place::memory).sum());
    }

    /** The picture in words. */
    private static Html byZone(Occupancy moment) {
        Map<String, List<Occupancy.Place>> zones = new TreeMap<>();
        moment.instances()
                .forEach(place -> zones.computeIfAbsent(place.availabilityZone(), z -> new ArrayList<>())
                        .add(place));
        List<List<Object>> rows = new ArrayList<>();
        zones.forEach((zone, places) -> rows.add(List.of(
                zone,
                Figures.count(places.size()),
                Figures.count(places.stream().filter(p -> !p.tasks().isEmpty()).count()),
                Figures.count(places.stream().mapToInt(p -> p.tasks().size()).sum()),
                Figures.percent(cpu(places)),
                Figures.percent(memory(places)))));
        List<Tables.Column> columns = List.of(
                Tables.text("Zone"),
                Tables.number("Instances"),
                Tables.number("with tasks"),
                Tables.number("Tasks"),
                Tables.number("CPU reserved"),
                Tables.number("Memory reserved"));
        return element("details", element("summary", "By zone"), Tables.table(title(moment.moment()), columns, rows));
    }

    private static Chart chart(UnusableRoom room, Clock clock) {
        List<Line> lines = new ArrayList<>();
        add(lines, "CPU, for want of memory", Ink.BLUE, Dash.SOLID, room.cpu(), clock);
        add(lines, "memory, for want of CPU", Ink.TEAL, Dash.DOTTED, room.memory(), clock);
        add(lines, "CPU, too little for any task", Ink.OCHRE, Dash.DASHED, room.crumbs(), clock);
        add(lines, "CPU of instances that take no tasks", Ink.RED, Dash.DOTTED, room.closed(), clock);
        room.others().forEach((reason, series) -> {
            int next = lines.size();
            add(lines, "CPU, " + missing(reason), Ink.ofSeries(next), Dash.ofSeries(next), series, clock);
        });
        return new Chart(
                "unusable-room",
                "Room that is free and of no use, % of the cluster's",
                "No task of the scenario fits there: " + Captions.ranges(lines, Figures::percentage),
                Scale.ofPercent(Line.max(lines)),
                lines,
                List.of());
    }

    private static String missing(Reason reason) {
        return switch (reason) {
            case PORTS, PORT_LIMIT -> "for want of host ports";
            case ENI -> "for want of network interfaces";
            case GPU -> "for want of GPUs";
            case EBS -> "for want of EBS attachments";
            case MEMBER_OF, CONSTRAINT -> "kept free by constraints";
            case DISTINCT_INSTANCE -> "kept free by distinctInstance";
            case ATTRIBUTE, LOCATION -> "for want of an attribute";
            case STATUS, AGENT, CPU, MEMORY -> throw new IllegalArgumentException(reason + " is told by itself");
        };
    }

    private static void add(List<Line> lines, String name, Ink ink, Dash dash, StepSeries series, Clock clock) {
        if (series.max() > 0) {
            Line line = Line.ofSteps(name, ink, dash, series, clock.end());
            double[] percent = new double[line.value().length];
            for (int i = 0; i < percent.length; i++) {
                percent[i] = line.value()[i] / PERCENT;
            }
            lines.add(new Line(name, ink, dash, line.time(), percent));
        }
    }
}
