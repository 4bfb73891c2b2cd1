package io.mlplatform.features.online;

import io.mlplatform.features.FeatureGroup;
import java.time.Instant;
import java.util.List;

/**
 * The newest record of each thing in each feature group, for programs that serve. Records may come in any order, from several
 * programs, and more than once: what counts is the newest by {@link RecordOrder}, as offline, so that serving sees what
 * training saw. A late record never replaces a newer one, and a tombstone orders like a record. Thread-safe. Whoever opened
 * a store closes it.
 *
 * <p>Each call takes the group's definition as the caller knows it: features that were added to the group since are left out,
 * those that a record was stored without are null. All records and keys of a call are checked before anything is stored;
 * {@link IllegalArgumentException} where one does not follow the definition.
 */
public interface OnlineStore extends AutoCloseable {

    /**
     * Makes room for the group, or for the features that it gained, and returns when it may be used.
     *
     * @throws io.mlplatform.ConflictException the group that is there differs in more than added features
     */
    void define(FeatureGroup group);

    /**
     * Stores the record, where it is the newest of its thing.
     *
     * @throws io.mlplatform.NotFoundException the group is not defined here
     */
    default RecordOutcome put(FeatureGroup group, OnlineRecord record) {
        return batchPut(group, List.of(record)).get(0).orThrow();
    }

    /**
     * Stores the records that are the newest of their things; of several of one thing the newest, whatever their order here.
     *
     * @return an outcome for each record, in their order: one that failed says so, and the others stand
     * @throws io.mlplatform.NotFoundException the group is not defined here
     */
    List<RecordOutcome> batchPut(FeatureGroup group, List<OnlineRecord> records);

    /**
     * What is known of a thing now: after the group's TTL, nothing.
     *
     * @throws io.mlplatform.NotFoundException the group is not defined here
     */
    default OnlineAnswer get(FeatureGroup group, RecordKey key) {
        return batchGet(group, List.of(key)).get(0).orThrow();
    }

    /**
     * What is known of each thing now.
     *
     * @return an answer for each key, in their order, equal ones repeated; one that failed says so, and is not missing
     * @throws io.mlplatform.NotFoundException the group is not defined here
     */
    List<OnlineAnswer> batchGet(FeatureGroup group, List<RecordKey> keys);

    /**
     * Deletes what is known of a thing up to {@code eventTime}, inclusive; a newer record stays.
     *
     * @throws io.mlplatform.NotFoundException the group is not defined here
     */
    default RecordOutcome delete(FeatureGroup group, RecordKey key, Instant eventTime, Deletion deletion) {
        return deletion == Deletion.SOFT
                ? put(group, OnlineRecord.tombstone(key, RecordOrder.at(eventTime)))
                : erase(group, key, eventTime);
    }

    /** As {@link #delete} with {@link Deletion#HARD}. */
    RecordOutcome erase(FeatureGroup group, RecordKey key, Instant eventTime);

    /** Removes the group with all its records; one that is not there is no failure. */
    void drop(FeatureGroup group);

    @Override
    void close();
}
