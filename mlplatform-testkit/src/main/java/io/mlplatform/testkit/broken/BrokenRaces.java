package io.mlplatform.testkit.broken;

import io.mlplatform.store.ByteRange;
import io.mlplatform.store.Content;
import io.mlplatform.store.Delimiter;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.GetOutcome;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.PutOutcome;
import io.mlplatform.testkit.DelegatingObjectStore;

/** Stores that are right for one caller at a time. */
final class BrokenRaces {

    private BrokenRaces() {}

    private static final int LARGE_BYTES = 4 << 20;
    // Most conditional puts stay alone, and each costs this long.
    private static final long PUT_MILLIS = 50;
    private static final long HALF_MILLIS = 200;

    static ObjectStore lookingBeforePutIfAbsent(ObjectStore store) {
        return new DelegatingObjectStore(store) {
            private final Meeting meeting = new Meeting(PUT_MILLIS);

            @Override
            public PutOutcome put(ObjectKey key, Content content, PutCondition condition) {
                return condition instanceof PutCondition.IfAbsent
                        ? lookThenPut(this, delegate(), meeting, key, content, condition)
                        : super.put(key, content, condition);
            }
        };
    }

    static ObjectStore lookingBeforePutIfMatch(ObjectStore store) {
        return new DelegatingObjectStore(store) {
            private final Meeting meeting = new Meeting(PUT_MILLIS);

            @Override
            public PutOutcome put(ObjectKey key, Content content, PutCondition condition) {
                return condition instanceof PutCondition.IfMatch
                        ? lookThenPut(this, delegate(), meeting, key, content, condition)
                        : super.put(key, content, condition);
            }
        };
    }

    private static PutOutcome lookThenPut(
            ObjectStore twin,
            ObjectStore store,
            Meeting meeting,
            ObjectKey key,
            Content content,
            PutCondition condition) {
        if (!condition.allows(twin.head(key))) {
            return new PutOutcome.ConditionNotMet(
                    twin.list("", "", Delimiter.NONE, 1).date());
        }
        meeting.await(key);
        return store.put(key, content, PutCondition.always());
    }

    static ObjectStore showingHalves(ObjectStore store) {
        return new DelegatingObjectStore(store) {
            private final Meeting meeting = new Meeting(HALF_MILLIS);

            @Override
            public PutOutcome put(ObjectKey key, Content content, PutCondition condition) {
                if (content.length() >= LARGE_BYTES && condition.allows(head(key))) {
                    super.put(key, Content.of(new byte[LARGE_BYTES]), PutCondition.always());
                    meeting.await(key);
                    return super.put(key, content, PutCondition.always());
                }
                return super.put(key, content, condition);
            }

            @Override
            public GetOutcome get(ObjectKey key, ByteRange range, GetCondition condition) {
                GetOutcome outcome = super.get(key, range, condition);
                if (outcome instanceof GetOutcome.Found found && found.info().size() == LARGE_BYTES) {
                    meeting.pass(key);
                }
                return outcome;
            }
        };
    }
}
