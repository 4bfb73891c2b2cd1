package io.mlplatform.features;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row that is being told, value by value, to an ingest: the group's columns, and {@code api_invocation_time} and {@code
 * is_deleted} where the source knows them. What is not set is null. Values are widened where nothing is lost, never
 * rounded. The same
 * object serves all rows of a source: it counts only while it is told. For one thread.
 */
public final class FeatureRow {

    private final String source;
    private final String eventTime;
    private final int required;
    private final String[] names;
    private final FeatureType[] types;
    private final int[] dimensions;
    private final Map<String, Integer> places = new HashMap<>();
    private final boolean[] said;
    private final @Nullable Object[] objects;
    private final long[] numbers;
    private final boolean[] filled;
    private long number;
    private int expected;

    /** @param columns the group's, then those of the system, in the order of the table */
    FeatureRow(String source, FeatureGroup group, Map<String, FeatureType> columns) {
        this.source = source;
        this.eventTime = group.eventTime();
        this.required = group.keys().size() + 1;
        this.names = columns.keySet().toArray(new String[0]);
        this.types = columns.values().toArray(new FeatureType[0]);
        this.dimensions = new int[names.length];
        this.said = new boolean[names.length];
        this.objects = new Object[names.length];
        this.numbers = new long[names.length];
        this.filled = new boolean[names.length];
        for (int i = 0; i < names.length; i++) {
            places.put(FeatureColumn.folded(names[i]), i);
        }
        for (int i = 0; i < group.features().size(); i++) {
            dimensions[required + i] = group.features().get(i).dimension();
        }
    }

    /**
     * Sets a column, upper and lower case counting as the same.
     *
     * @throws FeatureDataException there is no such column, it is set already, or it is of another type
     */
    public FeatureRow set(String column, long value) {
        int place = place(column);
        if (types[place] == FeatureType.LONG) {
            return fill(place, value);
        }
        return convert(place, column, value);
    }

    /** As {@link #set(String, long)}. */
    public FeatureRow set(String column, double value) {
        int place = place(column);
        if (types[place] == FeatureType.DOUBLE) {
            return fill(place, Double.doubleToRawLongBits(value));
        }
        return convert(place, column, value);
    }

    /** As {@link #set(String, long)}. */
    public FeatureRow set(String column, boolean value) {
        int place = place(column);
        if (types[place] == FeatureType.BOOLEAN) {
            return fill(place, value ? 1 : 0);
        }
        return convert(place, column, value);
    }

    /** As {@link #set(String, long)}: a Long, Double, Boolean, String, Instant or what a {@link FeatureVector} is made from. */
    public FeatureRow set(String column, @Nullable Object value) {
        int place = place(column);
        return value == null ? this : convert(place, column, value);
    }

    /** Makes room for the next row. */
    void begin() {
        Arrays.fill(said, false);
        Arrays.fill(filled, false);
        number++;
        expected = 0;
    }

    /** The row as a tombstone of the thing with these keys. */
    void delete(Map<String, ?> keys, Instant time) {
        keys.forEach((column, value) -> set(column, (Object) value));
        set(eventTime, time);
        set(SystemColumns.DELETED, true);
    }

    /** True where the row says when it was made, or that it is a tombstone. */
    boolean bringsSystemColumns() {
        return filled[names.length - 1] || filled[names.length - 2];
    }

    /** @param width how many of the columns the table has */
    void appendTo(RowAppender appender, int width) throws SQLException {
        for (int i = 0; i < required; i++) {
            if (!filled[i]) {
                throw refused(names[i], "has no value, and a row cannot do without it", "correct the record");
            }
        }
        appender.beginRow();
        for (int i = 0; i < width; i++) {
            append(i, appender);
        }
        appender.endRow();
    }

    private void append(int place, RowAppender appender) throws SQLException {
        if (!filled[place]) {
            appender.appendNull();
            return;
        }
        switch (types[place]) {
            case LONG -> appender.append(numbers[place]);
            case DOUBLE -> appender.append(Double.longBitsToDouble(numbers[place]));
            case BOOLEAN -> appender.append(numbers[place] != 0);
            case TIMESTAMP -> appender.appendMicros(numbers[place]);
            case STRING -> appender.append((String) objects[place]);
            case VECTOR -> appender.append((FeatureVector) objects[place]);
        }
    }

    private FeatureRow convert(int place, String column, Object value) {
        Object typed = JavaValue.as(types[place], value)
                .orElseThrow(() -> refused(
                        column,
                        "'" + value + "' (" + value.getClass().getSimpleName() + ") is not "
                                + Conversion.form(types[place]),
                        JavaValue.remedy(types[place], value)));
        if (typed instanceof Long whole) {
            return fill(place, whole);
        }
        if (typed instanceof Double real) {
            return fill(place, Double.doubleToRawLongBits(real));
        }
        if (typed instanceof Boolean truth) {
            return fill(place, truth ? 1 : 0);
        }
        if (typed instanceof Instant time) {
            return fill(place, JavaValue.micros(time));
        }
        if (typed instanceof FeatureVector vector && vector.size() != dimensions[place]) {
            throw refused(column, vector + " is not a list of " + dimensions[place] + " numbers", "correct the record");
        }
        objects[place] = typed;
        filled[place] = true;
        return this;
    }

    private FeatureRow fill(int place, long value) {
        numbers[place] = value;
        filled[place] = true;
        return this;
    }

    // Most sources tell the columns in the same order each time, so the next one is tried before all are looked
    // through.
    private int place(String column) {
        int place = expected < names.length && names[expected].equals(column) ? expected : found(column);
        if (said[place]) {
            throw refused(column, "is set twice, where upper and lower case count as the same", "name it once");
        }
        said[place] = true;
        expected = place + 1;
        return place;
    }

    private int found(String column) {
        Integer place = places.get(FeatureColumn.folded(column));
        if (place == null) {
            List<String> known = new ArrayList<>(Arrays.asList(names));
            throw new FeatureDataException(
                    source,
                    number,
                    column,
                    "is not one of " + known + ": define the feature first, or leave the column out");
        }
        return place;
    }

    private FeatureDataException refused(String column, String what, String remedy) {
        return new FeatureDataException(source, number, column, what + ": " + remedy + ", nothing was stored");
    }

    /** One line: which row of which source. */
    @Override
    public String toString() {
        return source + " row " + number;
    }
}
