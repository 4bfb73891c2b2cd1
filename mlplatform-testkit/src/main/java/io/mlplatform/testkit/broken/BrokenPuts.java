package io.mlplatform.testkit.broken;

import io.mlplatform.store.Content;
import io.mlplatform.store.ObjectInfo;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.PutOutcome;
import io.mlplatform.testkit.DelegatingObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Single puts that do not keep their conditions, or their content. */
final class BrokenPuts {

    private BrokenPuts() {}

    private static final int LARGE_BYTES = 1 << 20;

    static ObjectStore keepingTheOld(ObjectStore store) {
        return new DelegatingObjectStore(store) {
            @Override
            public PutOutcome put(ObjectKey key, Content content, PutCondition condition) {
                Optional<ObjectInfo> present = head(key);
                return condition instanceof PutCondition.Always && present.isPresent()
                        ? new PutOutcome.Stored(
                                present.get().etag(), present.get().lastModified())
                        : super.put(key, content, condition);
            }
        };
    }

    static ObjectStore ignoringIfAbsent(ObjectStore store) {
        return new DelegatingObjectStore(store) {
            @Override
            public PutOutcome put(ObjectKey key, Content content, PutCondition condition) {
                return super.put(
                        key, content, condition instanceof PutCondition.IfAbsent ? PutCondition.always() : condition);
            }
        };
    }

    static ObjectStore ignoringIfMatch(ObjectStore store) {
        return new DelegatingObjectStore(store) {
            @Override
            public PutOutcome put(ObjectKey key, Content content, PutCondition condition) {
                return super.put(
                        key, content, condition instanceof PutCondition.IfMatch ? PutCondition.always() : condition);
            }
        };
    }

    static ObjectStore paddingTheEmpty(ObjectStore store) {
        return new DelegatingObjectStore(store) {
            @Override
            public PutOutcome put(ObjectKey key, Content content, PutCondition condition) {
                return super.put(key, content.length() == 0 ? Content.of(" ") : content, condition);
            }
        };
    }

    static ObjectStore cuttingTheLarge(ObjectStore store) {
        return new DelegatingObjectStore(store) {
            @Override
            public PutOutcome put(ObjectKey key, Content content, PutCondition condition) {
                return super.put(
                        key,
                        content.length() < LARGE_BYTES ? content : Content.of(firstBytes(content, 1_000)),
                        condition);
            }
        };
    }

    static ObjectStore ignoringIfAbsentOfLarge(ObjectStore store) {
        return new DelegatingObjectStore(store) {
            @Override
            public PutOutcome put(ObjectKey key, Content content, PutCondition condition) {
                boolean ignored = content.length() >= LARGE_BYTES && condition instanceof PutCondition.IfAbsent;
                return super.put(key, content, ignored ? PutCondition.always() : condition);
            }
        };
    }

    static ObjectStore storingWhatItGot(ObjectStore store) {
        return new DelegatingObjectStore(store) {
            @Override
            public PutOutcome put(ObjectKey key, Content content, PutCondition condition) {
                try (InputStream in = content.open()) {
                    in.transferTo(OutputStream.nullOutputStream());
                } catch (IOException e) {
                    super.put(key, Content.of(firstBytes(content, (int) content.length() / 2)), condition);
                    throw new UncheckedIOException(e);
                }
                return super.put(key, content, condition);
            }
        };
    }

    static ObjectStore believingTheStream(ObjectStore store) {
        return new DelegatingObjectStore(store) {
            @Override
            public PutOutcome put(ObjectKey key, Content content, PutCondition condition) {
                return super.put(key, Content.of(firstBytes(content, Integer.MAX_VALUE)), condition);
            }
        };
    }

    private static byte[] firstBytes(Content content, int length) {
        try (InputStream in = content.open()) {
            return in.readNBytes(length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
