// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import io.ecsim.journal.Entry;
import io.ecsim.journal.Journal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The journal as the replay plays it. Most rows differ only in whom they are about, so a row is two to four numbers: what
 * has passed since the row before, its shape, and its subjects. A shape is a row of the journal with its sentence, without
 * its time and its subjects; {@code state.js} puts them together again. Rows that change nothing to be seen and that nobody
 * decided are left out. Memory is bounded: where the text is full the film ends, and the rest is only counted.
 */
public final class Film implements Journal {
    /** Characters; the page has as many bytes and some more. */
    static final int ROOM = 4_000_000;

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final int room;
    private final Map<Class<?>, FilmShape> kinds = new LinkedHashMap<>();
    private final Map<String, Integer> shapes = new LinkedHashMap<>();
    private final FilmSubjects tasks = new FilmSubjects();
    private final FilmSubjects instances = new FilmSubjects();
    private final StringBuilder rows = new StringBuilder(1 << 12);
    private long shapesLength;
    private int count;
    private long last;
    private long cutAt = -1;
    private long leftOut;

    public Film() {
        this(ROOM);
    }

    Film(int room) {
        this.room = room;
    }

    @Override
    public void add(long time, Entry entry) {
        if (isUnseen(entry)) {
            return;
        }
        if (cutAt >= 0 || length() > room) {
            cutAt = cutAt < 0 ? last : cutAt;
            leftOut++;
            return;
        }
        FilmShape kind = kinds.computeIfAbsent(entry.getClass(), FilmShape::new);
        long millis = time / NANOS_PER_MILLI;
        count++;
        FilmNumbers.add(millis - last, rows);
        FilmNumbers.add(shape(kind.text(entry)), rows);
        kind.subjects(entry)
                .forEach((name, id) -> FilmNumbers.add(subjects(name).number(id), rows));
        last = millis;
    }

    private long length() {
        return rows.length() + shapesLength + tasks.length() + instances.length();
    }

    private int shape(String text) {
        Integer known = shapes.get(text);
        if (known != null) {
            return known;
        }
        shapesLength += text.length() + 2;
        shapes.put(text, shapes.size());
        return shapes.size() - 1;
    }

    private FilmSubjects subjects(String name) {
        return name.equals(FilmShape.TASK) ? tasks : instances;
    }

    /** Neither a decision nor to be seen in the picture: containers that go as they should, images, prices, forecasts. */
    private static boolean isUnseen(Entry entry) {
        if (entry instanceof Entry.ContainerStatusChanged change) {
            return change.why() == null && (change.exitCode() == null || change.exitCode() == 0);
        }
        return entry instanceof Entry.ContainerHealthChanged
                || entry instanceof Entry.ImagePulled
                || entry instanceof Entry.ImageRemoved
                || entry instanceof Entry.FargateTaskStarted
                || entry instanceof Entry.DiscoveryInstanceChanged
                || entry instanceof Entry.CapacityForecast;
    }

    /** Rows that it shows. */
    int rows() {
        return count;
    }

    /** Rows that came when the film was full. */
    long leftOut() {
        return leftOut;
    }

    /** Where the film ends, in milliseconds since the start, if it ends before the run does; else -1. */
    long cutAt() {
        return cutAt;
    }

    /** {@code "subjects":{...},"shapes":[...],"rows":"..."}: members of a JSON object that may stand in HTML. */
    String members() {
        StringBuilder json = new StringBuilder(rows.length() + 1_000);
        json.append("\"subjects\":{\"task\":").append(tasks.json());
        json.append(",\n\"instance\":").append(instances.json());
        json.append("},\n\"shapes\":[");
        shapes.keySet().forEach(shape -> separated(json).append(shape));
        return json.append("],\n\"rows\":\"").append(rows).append('"').toString();
    }

    private static StringBuilder separated(StringBuilder list) {
        return list.charAt(list.length() - 1) == '[' ? list : list.append(",\n");
    }
}
