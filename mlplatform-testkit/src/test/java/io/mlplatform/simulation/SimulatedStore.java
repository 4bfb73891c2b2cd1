package io.mlplatform.simulation;

import io.mlplatform.StorageUnavailableException;
import io.mlplatform.store.BulkTransfer;
import io.mlplatform.store.ByteRange;
import io.mlplatform.store.Content;
import io.mlplatform.store.Delimiter;
import io.mlplatform.store.Download;
import io.mlplatform.store.GetCondition;
import io.mlplatform.store.GetOutcome;
import io.mlplatform.store.Listing;
import io.mlplatform.store.ObjectInfo;
import io.mlplatform.store.ObjectKey;
import io.mlplatform.store.PutCondition;
import io.mlplatform.store.PutOutcome;
import io.mlplatform.store.TransferListener;
import io.mlplatform.store.Upload;
import io.mlplatform.testkit.DelegatingObjectStore;
import io.mlplatform.testkit.RequestKind;
import io.mlplatform.testkit.sweep.DirectExecutor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The store as one process sees it: before each request others may go first, and each request may fail by dice. */
final class SimulatedStore extends DelegatingObjectStore {

    private final World world;
    private final Node node;
    private final FaultDice faults;
    private final BulkTransfer bulk = new BulkTransfer(this, new DirectExecutor());

    SimulatedStore(World world, Node node, FaultDice faults) {
        super(world.memory());
        this.world = world;
        this.node = node;
        this.faults = faults;
    }

    @Override
    public Optional<ObjectInfo> head(ObjectKey key) {
        return ask(RequestKind.HEAD, key.value(), () -> super.head(key));
    }

    @Override
    public Listing list(String prefix, String startAfter, Delimiter delimiter, int max) {
        return ask(RequestKind.LIST, prefix, () -> super.list(prefix, startAfter, delimiter, max));
    }

    @Override
    public GetOutcome get(ObjectKey key, ByteRange range, GetCondition condition) {
        return ask(RequestKind.GET, key.value(), () -> super.get(key, range, condition));
    }

    @Override
    public PutOutcome put(ObjectKey key, Content content, PutCondition condition) {
        byte[] bytes = bytes(content);
        if (Truth.isEntry(key.value())) {
            String writeId = Truth.parse(bytes).path("writeId").asText();
            node.attempt().ifPresent(attempt -> attempt.sent().put(writeId, key.value()));
        }
        boolean conditional = !(condition instanceof PutCondition.Always);
        return request(RequestKind.PUT, key.value(), conditional, () -> {
            PutOutcome outcome = super.put(key, Content.of(bytes), condition);
            if (outcome instanceof PutOutcome.Stored) {
                world.truth().stored(key.value(), bytes);
            }
            return outcome;
        });
    }

    @Override
    public void delete(Collection<ObjectKey> keys) {
        List<ObjectKey> all = List.copyOf(keys);
        if (!all.isEmpty()) {
            request(RequestKind.DELETE, all.get(0) + " and " + (all.size() - 1), false, () -> {
                super.delete(all);
                return all;
            });
        }
    }

    @Override
    public void upload(Iterable<Upload> uploads, TransferListener listener) {
        bulk.upload(uploads, listener);
    }

    @Override
    public void download(Iterable<Download> downloads, TransferListener listener) {
        bulk.download(downloads, listener);
    }

    /** The memory outlives each process. */
    @Override
    public void close() {}

    private <T> T ask(RequestKind kind, String subject, Supplier<T> effect) {
        return request(kind, subject, false, effect);
    }

    private <T> T request(RequestKind kind, String subject, boolean conditional, Supplier<T> effect) {
        requireAlive();
        world.step();
        requireAlive();
        String request = kind + " " + subject;
        Optional<SimulatedFault> fault =
                faults.next(kind, conditional, kind == RequestKind.PUT && Truth.isEntry(subject));
        if (fault.isEmpty()) {
            T answer = effect.get();
            world.trace().add(node.actor(), request + describe(answer));
            return answer;
        }
        world.trace().add(node.actor(), request + ": " + fault.get() + " " + faults.last());
        world.faults().add(faults.last());
        world.coverage().struck(fault.get());
        node.attempt().ifPresent(Attempt::struck);
        return met(fault.get(), request, effect);
    }

    @SuppressWarnings("unchecked")
    private <T> T met(SimulatedFault fault, String request, Supplier<T> effect) {
        switch (fault) {
            case LOST_RESPONSE -> effect.get();
            case INTERNAL_500, ERROR_IN_200 -> sometimes(effect);
            case TIME_OUT -> {
                int when = faults.choice(3);
                if (when == 0) {
                    effect.get();
                } else if (when == 1) {
                    world.late().hold(world.steps(), request, effect::get);
                }
            }
            case OWN_EFFECT_412 -> {
                T answer = effect.get();
                return answer instanceof PutOutcome.Stored stored
                        ? (T) new PutOutcome.ConditionNotMet(stored.date())
                        : answer;
            }
            case DELIVERED_AGAIN -> {
                T answer = effect.get();
                world.late().hold(world.steps(), request, effect::get);
                return answer;
            }
            case TRUNCATED_BODY -> {
                T answer = effect.get();
                return answer instanceof GetOutcome.Found found ? (T) truncated(found) : answer;
            }
            case CRASH -> {
                sometimes(effect);
                throw node.die();
            }
            default -> {
                // without effect
            }
        }
        throw new StorageUnavailableException(location() + ": " + request, "simulated: " + fault);
    }

    private void sometimes(Supplier<?> effect) {
        if (faults.choice(2) == 0) {
            effect.get();
        }
    }

    private void requireAlive() {
        if (node.isDead()) {
            throw new CrashError();
        }
    }

    private static String describe(Object answer) {
        if (answer instanceof GetOutcome.Found found) {
            return " -> " + found.info().size() + " bytes";
        }
        if (answer instanceof PutOutcome.Stored) {
            return "";
        }
        return answer instanceof Listing listing
                ? " -> " + listing.objects().size() + " keys"
                : " -> " + answer.getClass().getSimpleName();
    }

    private static GetOutcome truncated(GetOutcome.Found found) {
        try (found) {
            byte[] bytes = found.body().readNBytes((int) (found.info().size() / 2));
            return new GetOutcome.Found(found.info(), new ByteArrayInputStream(bytes), found.date());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Content content) {
        try (InputStream in = content.open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
