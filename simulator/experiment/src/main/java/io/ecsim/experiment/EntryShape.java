// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

import io.ecsim.journal.Entry;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.SerializedString;

/** How the rows of one kind are written: the members' names and how to read them. Found once, used for each row. */
final class EntryShape {
    private static final MethodType READER = MethodType.methodType(Object.class, Entry.class);

    private final String kind;
    private final SerializableString[] names;
    private final MethodHandle[] readers;

    EntryShape(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        kind = type.getSimpleName();
        names = new SerializableString[components.length];
        readers = new MethodHandle[components.length];
        for (int i = 0; i < components.length; i++) {
            names[i] = new SerializedString(components[i].getName());
            try {
                readers[i] = MethodHandles.publicLookup()
                        .unreflect(components[i].getAccessor())
                        .asType(READER);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException("Entries are public: " + type, e);
            }
        }
    }

    void write(JsonGenerator json, String time, Entry entry) {
        json.writeStartObject();
        json.writeStringProperty("time", time);
        json.writeStringProperty("kind", kind);
        for (int i = 0; i < readers.length; i++) {
            member(json, names[i], read(readers[i], entry));
        }
        json.writeEndObject();
    }

    private static Object read(MethodHandle reader, Entry entry) {
        try {
            return (Object) reader.invokeExact(entry);
        } catch (Throwable e) {
            throw new IllegalStateException("A record's accessor does not fail: " + entry, e);
        }
    }

    private static void member(JsonGenerator json, SerializableString name, Object value) {
        if (value == null || value instanceof Double number && !Double.isFinite(number)) {
            return;
        }
        json.writeName(name);
        if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Integer number) {
            json.writeNumber(number);
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Double number) {
            json.writeNumber(Decimals.of(number));
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Enum<?> constant) {
            json.writeString(constant.name());
        } else {
            throw new IllegalStateException("The journal has no way to write " + value.getClass());
        }
    }
}
