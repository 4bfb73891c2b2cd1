package io.mlplatform.testkit.sweep;

import io.mlplatform.CommitOutcomeUnknownException;
import io.mlplatform.CommitResolution;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One use of an API that asks a store, with the methods it stands for and what is right after a fault. Mutable while it is
 * described, for one thread.
 *
 * <p>A read answers as it would have without the fault, or throws; it changes nothing. A write that returns has taken
 * place, one that throws has not, and one of unknown outcome is settled by resolving it.
 */
public final class Operation {

    /** A call whose answer can be compared by {@code equals}. */
    @FunctionalInterface
    public interface Call {
        Object answer() throws Exception;
    }

    /** What is done first, while the store is well: gives the call whose requests fail. */
    @FunctionalInterface
    public interface Preparation {
        Call in(Scene scene) throws Exception;
    }

    /** A call that needs no preparation. */
    @FunctionalInterface
    public interface Read {
        Object answer(Scene scene) throws Exception;
    }

    /** A write that needs no preparation. */
    @FunctionalInterface
    public interface Write {
        void run(Scene scene) throws Exception;
    }

    /** What another process finds, to be compared by {@code equals}. */
    @FunctionalInterface
    public interface Effect {
        Object seenBy(Scene scene);
    }

    /** How it goes on after a refusal. */
    enum Retry {
        /** Where nothing is found of it. */
        BY_ANOTHER_PROCESS,
        /** Wherever it stopped. */
        ALWAYS_BY_ANOTHER_PROCESS,
        SAME_CALL,
        NONE
    }

    private final Preparation preparation;
    private final List<String> methods;
    private final Optional<Effect> effect;
    private Set<Object> stages = Set.of();
    private Predicate<CommitOutcomeUnknownException> wholly = unknown -> true;
    private Predicate<Object> confession = answer -> false;
    private Retry retry = Retry.BY_ANOTHER_PROCESS;
    private boolean startsEmpty;
    private boolean settledThere;
    private String note = "";

    private Operation(Preparation preparation, Optional<Effect> effect, String... methods) {
        this.preparation = preparation;
        this.methods = List.of(methods);
        this.effect = effect;
    }

    /** @param methods as {@link FaceMethods} spells them */
    public static Operation read(Read call, String... methods) {
        return preparedRead(scene -> () -> call.answer(scene), methods);
    }

    /** A read whose call needs what was made before, such as the version it is about. */
    public static Operation preparedRead(Preparation preparation, String... methods) {
        return new Operation(preparation, Optional.empty(), methods);
    }

    /** @param effect what another process finds, different before and after */
    public static Operation write(Effect effect, Write call, String... methods) {
        Preparation none = scene -> () -> {
            call.run(scene);
            return "done";
        };
        return preparedWrite(effect, none, methods);
    }

    /** A write through what was made before, such as a run in progress. */
    public static Operation preparedWrite(Effect effect, Preparation preparation, String... methods) {
        return new Operation(preparation, Optional.of(effect), methods);
    }

    /** Tells the operation apart from another one of the same first method. */
    public Operation with(String words) {
        note = ", " + words;
        return this;
    }

    /** On a store that holds nothing yet. */
    public Operation inAnEmptyStore() {
        startsEmpty = true;
        return this;
    }

    /** Of several entries or objects: one of these effects may be found after it threw. */
    public Operation mayStopAt(Object... effects) {
        stages = Set.of(effects);
        wholly = unknown -> false;
        return this;
    }

    /** Of several entries this one makes the write whole. */
    public Operation whollyBy(Predicate<CommitOutcomeUnknownException> entry) {
        wholly = entry;
        return this;
    }

    /** Its answer may be another one that says itself what it lacks. */
    public Operation mayConfess(Predicate<Object> answer) {
        confession = answer;
        return this;
    }

    /** What is unknown of it is settled by the other platform, which it writes to. */
    public Operation settledThere() {
        settledThere = true;
        return this;
    }

    /** The same caller repeats the same call after a refusal. */
    public Operation repeatedBySameCaller() {
        retry = Retry.SAME_CALL;
        return this;
    }

    /** Another process brings it to its end by repeating it, wherever it stopped. */
    public Operation convergesWhenRepeated() {
        retry = Retry.ALWAYS_BY_ANOTHER_PROCESS;
        return this;
    }

    /** It is not repeated, as what it needs is gone or is made anew by each preparation. */
    public Operation notRepeated() {
        retry = Retry.NONE;
        return this;
    }

    /** The methods that the operation stands for. */
    public List<String> methods() {
        return methods;
    }

    Call prepare(Scene scene) throws Exception {
        return preparation.in(scene);
    }

    boolean isRead() {
        return effect.isEmpty();
    }

    Object effect(Scene scene) {
        return effect.map(found -> found.seenBy(scene)).orElse("nothing");
    }

    /** What may be found after a refusal, beside what was there before. */
    Set<Object> stages() {
        return stages;
    }

    boolean isWholly(CommitOutcomeUnknownException unknown) {
        return wholly.test(unknown);
    }

    CommitResolution resolve(Scene scene, CommitOutcomeUnknownException unknown) {
        return (settledThere ? scene.there() : scene.ml()).resolve(unknown);
    }

    boolean confesses(Object answer) {
        return confession.test(answer);
    }

    Retry retry() {
        return retry;
    }

    boolean startsEmpty() {
        return startsEmpty;
    }

    /** The first method, with what tells the operation apart. */
    @Override
    public String toString() {
        return methods.get(0) + note;
    }
}
