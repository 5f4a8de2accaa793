// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import io.ecsim.journal.Entry;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How rows of one kind are written into a {@link Film}: whom they are about apart from all else they say. */
final class FilmShape {
    static final String TASK = "task";
    private static final List<String> SUBJECTS = List.of(TASK, "instance");

    private final String kind;
    private final List<RecordComponent> members = new ArrayList<>();
    private final List<RecordComponent> subjects = new ArrayList<>();

    FilmShape(Class<?> type) {
        kind = type.getSimpleName();
        for (RecordComponent component : type.getRecordComponents()) {
            if (SUBJECTS.contains(component.getName())) {
                subjects.add(component);
            } else if (!component.getName().equals("why") && component.getType() != double.class) {
                members.add(component);
            }
        }
    }

    /** Ids of the task and the instance that a row has, by their names, the row's first member first. */
    Map<String, String> subjects(Entry entry) {
        Map<String, String> ids = new LinkedHashMap<>();
        for (RecordComponent subject : subjects) {
            if (read(subject, entry) instanceof String id) {
                ids.put(subject.getName(), id);
            }
        }
        return ids;
    }

    /** The row as JSON, with {@code of}: the names of its subjects, which stand in its sentence in braces. */
    String text(Entry entry) {
        StringBuilder json = new StringBuilder("{\"of\":[");
        Telling.Told told = Telling.tell(entry);
        String what = told.what();
        String why = told.why();
        for (RecordComponent subject : subjects) {
            if (read(subject, entry) instanceof String id) {
                json.append(json.charAt(json.length() - 1) == '[' ? "" : ",");
                quote(subject.getName(), json);
                what = what.replace(id, "{" + subject.getName() + "}");
                why = why.replace(id, "{" + subject.getName() + "}");
            }
        }
        member("kind", kind, json.append(']'));
        for (RecordComponent component : members) {
            member(component.getName(), read(component, entry), json);
        }
        member("what", what, json);
        member("why", why.isEmpty() ? null : why, json);
        return json.append('}').toString();
    }

    private static void member(String name, Object value, StringBuilder json) {
        if (value == null) {
            return;
        }
        quote(name, json.append(','));
        json.append(':');
        if (value instanceof Number || value instanceof Boolean) {
            json.append(value);
        } else {
            quote(value instanceof Enum<?> constant ? constant.name() : value.toString(), json);
        }
    }

    /** A JSON string without any {@code <}, so that it cannot end the element of the page that holds it. */
    static void quote(String text, StringBuilder json) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || c == '<' || Character.isSurrogate(c)) {
                json.append("\\u").append(hex(c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }

    private static String hex(char c) {
        String digits = Integer.toHexString(c);
        return "0".repeat(4 - digits.length()) + digits;
    }

    private static Object read(RecordComponent component, Entry entry) {
        try {
            return component.getAccessor().invoke(entry);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A record's accessor does not fail: " + entry, e);
        }
    }
}
