package io.mlplatform.testkit;

import io.mlplatform.AccessDeniedException;
import io.mlplatform.MlPlatformException;
import io.mlplatform.StorageUnavailableException;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.Content;
import io.mlplatform.store.Delimiter;
import io.mlplatform.store.Download;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.GetOutcome;
import io.mlplatform.store.Listing;
import io.mlplatform.store.ObjectInfo;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.ObjectStore;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.PutOutcome;
import io.mlplatform.store.TransferListener;
import io.mlplatform.store.Upload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A store whose requests fail by a script. The objects of a bulk call count as requests in their order; the first that
 * meets a fault ends the call, those before it done and those behind it not. Thread-safe, and deterministic as far as
 * the order of requests is. It owns the store behind it.
 */
public final class FaultScriptedStore extends DelegatingObjectStore {

    private static final int AT_ONCE = 1_000;

    private final FaultScript script;

    public FaultScriptedStore(ObjectStore delegate, FaultRule... rules) {
        super(delegate);
        this.script = new FaultScript(List.of(rules));
    }

    /** How many requests there were so far: the bound of a sweep over all of them. */
    public long requests() {
        return script.requests();
    }

    /** The faults that happened so far, such as {@code LOST_RESPONSE PUT log/1}. */
    public List<String> struck() {
        return script.struck();
    }

    @Override
    public Optional<ObjectInfo> head(ObjectKey key) {
        return meet(RequestKind.HEAD, List.of(key.value()), () -> super.head(key));
    }

    @Override
    public Listing list(String prefix, String startAfter, Delimiter delimiter, int max) {
        return meet(RequestKind.LIST, List.of(prefix), () -> super.list(prefix, startAfter, delimiter, max));
    }

    @Override
    public GetOutcome get(ObjectKey key, ByteRange range, GetCondition condition) {
        Optional<Fault> fault = script.next(RequestKind.GET, List.of(key.value()));
        requireRequest(fault, key.value());
        GetOutcome outcome = super.get(key, range, condition);
        try {
            if (fault.equals(Optional.of(Fault.LOST_RESPONSE))) {
                outcome.close();
            } else if (fault.equals(Optional.of(Fault.TRUNCATED_BODY)) && outcome instanceof GetOutcome.Found found) {
                return truncated(found, range);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(key + ": the body could not be read", e);
        }
        requireResponse(fault, key.value());
        return outcome;
    }

    @Override
    public PutOutcome put(ObjectKey key, Content content, PutCondition condition) {
        Optional<Fault> fault = script.next(RequestKind.PUT, List.of(key.value()));
        requireRequest(fault, key.value());
        PutOutcome outcome = super.put(key, content, condition);
        requireResponse(fault, key.value());
        return fault.equals(Optional.of(Fault.OWN_EFFECT_DENIED))
                ? new PutOutcome.ConditionNotMet(outcome.date())
                : outcome;
    }

    @Override
    public void delete(Collection<ObjectKey> keys) {
        if (keys.isEmpty()) {
            return;
        }
        meet(RequestKind.DELETE, keys.stream().map(ObjectKey::value).toList(), () -> {
            super.delete(keys);
            return keys;
        });
    }

    @Override
    public void upload(Iterable<Upload> uploads, TransferListener listener) {
        transfer(RequestKind.UPLOAD, uploads, upload -> upload.key().value(), super::upload, listener);
    }

    @Override
    public void download(Iterable<Download> downloads, TransferListener listener) {
        transfer(RequestKind.DOWNLOAD, downloads, download -> download.key().value(), super::download, listener);
    }

    private <T> void transfer(
            RequestKind kind,
            Iterable<T> items,
            Function<T, String> key,
            BiConsumer<List<T>, TransferListener> transfer,
            TransferListener listener) {
        List<T> together = new ArrayList<>();
        for (T item : items) {
            together.add(item);
            if (together.size() == AT_ONCE) {
                transferTogether(kind, together, key, transfer, listener);
                together.clear();
            }
        }
        transferTogether(kind, together, key, transfer, listener);
    }

    private <T> void transferTogether(
            RequestKind kind,
            List<T> items,
            Function<T, String> key,
            BiConsumer<List<T>, TransferListener> transfer,
            TransferListener listener) {
        for (int i = 0; i < items.size(); i++) {
            String subject = key.apply(items.get(i));
            Optional<Fault> fault = script.next(kind, List.of(subject));
            if (fault.isPresent()) {
                boolean arrives = fault.get() == Fault.LOST_RESPONSE;
                transfer.accept(items.subList(0, i), listener);
                if (arrives) {
                    transfer.accept(items.subList(i, i + 1), TransferListener.SILENT);
                }
                requireRequest(fault, subject);
                requireResponse(fault, subject);
            }
        }
        transfer.accept(items, listener);
    }

    private <T> T meet(RequestKind kind, List<String> subjects, Supplier<T> request) {
        Optional<Fault> fault = script.next(kind, subjects);
        requireRequest(fault, subjects.get(0));
        T answer = request.get();
        requireResponse(fault, subjects.get(0));
        return answer;
    }

    private void requireRequest(Optional<Fault> fault, String subject) {
        if (fault.equals(Optional.of(Fault.LOST_REQUEST))) {
            throw unanswered(subject, "the request was lost");
        }
        if (fault.equals(Optional.of(Fault.ACCESS_DENIED))) {
            throw new AccessDeniedException(resource(subject), "the script denies access");
        }
    }

    private void requireResponse(Optional<Fault> fault, String subject) {
        if (fault.equals(Optional.of(Fault.LOST_RESPONSE))) {
            throw unanswered(subject, "the response was lost");
        }
    }

    private MlPlatformException unanswered(String subject, String what) {
        return new StorageUnavailableException(resource(subject), what + ", as the script says");
    }

    private String resource(String subject) {
        return location() + "/" + subject;
    }

    private static GetOutcome truncated(GetOutcome.Found found, ByteRange range) throws IOException {
        try (found) {
            int half = (int) (range.lengthWithin(found.info().size()) / 2);
            byte[] bytes = found.body().readNBytes(half);
            return new GetOutcome.Found(found.info(), new ByteArrayInputStream(bytes), found.date());
        }
    }
}
