package io.mlplatform.benchmarks.transfers;

import io.mlplatform.benchmarks.Cost;
import java.util.AbstractList;
import java.util.List;
import java.util.Objects;

/** So many objects of one size, moved one way. Immutable. */
record Workload(Direction direction, int objects, int size) {

    private static final double GIBIBYTE = 1 << 30;
    private static final int LARGE_BYTES = 1 << 20;
    private static final double THOUSAND = 1_000;

    Workload {
        if (objects < 1 || size < 1) {
            throw new IllegalArgumentException("at least one object of one byte");
        }
    }

    /** The prefix that the null server fills with objects of this number and size. */
    String source() {
        return "syn-" + objects + "-" + size;
    }

    /** The last segments of the keys, which are also the names of the files; each is made when it is read. */
    List<String> names() {
        return new AbstractList<>() {
            @Override
            public String get(int number) {
                return name(Objects.checkIndex(number, objects));
            }

            @Override
            public int size() {
                return objects;
            }
        };
    }

    /** From 1 MiB: what counts is bytes, not requests. */
    boolean isLarge() {
        return size >= LARGE_BYTES;
    }

    /** What a cost is divided by: {@code GiB} or {@code 1000 objects}. */
    String unit() {
        return isLarge() ? "GiB" : "1000 objects";
    }

    /** The cost of one {@link #unit()}, where this workload was done so many times. */
    Cost perUnit(Cost cost, int times) {
        double units = times * (isLarge() ? (double) objects * size / GIBIBYTE : objects / THOUSAND);
        return new Cost(cost.cpu() / units, cost.wall() / units);
    }

    private static String name(int number) {
        return String.valueOf(100_000_000 + number).substring(1);
    }
}
