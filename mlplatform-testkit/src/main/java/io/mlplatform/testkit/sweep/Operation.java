package io.mlplatform.testkit.sweep;

import io.mlplatform.CommitOutcomeUnknownException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One use of an API that asks a store, with the methods it stands for and what is right after a fault. Immutable.
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
    private final List<Object> stages;
    private final Predicate<CommitOutcomeUnknownException> wholly;
    private final Predicate<Object> confession;
    private final Retry retry;
    private final boolean startsEmpty;
    private final String note;

    private Operation(
            Preparation preparation,
            List<String> methods,
            Optional<Effect> effect,
            List<Object> stages,
            Predicate<CommitOutcomeUnknownException> wholly,
            Predicate<Object> confession,
            Retry retry,
            boolean startsEmpty,
            String note) {
        this.preparation = preparation;
        this.methods = List.copyOf(methods);
        this.effect = effect;
        this.stages = List.copyOf(stages);
        this.wholly = wholly;
        this.confession = confession;
        this.retry = retry;
        this.startsEmpty = startsEmpty;
        this.note = note;
    }

    /** @param methods as {@link FaceMethods} spells them */
    public static Operation read(Read call, String... methods) {
        return prepared(scene -> () -> call.answer(scene), Optional.empty(), methods);
    }

    /** A read whose call needs what was made before, such as the version it is about. */
    public static Operation preparedRead(Preparation preparation, String... methods) {
        return prepared(preparation, Optional.empty(), methods);
    }

    /** @param effect what another process finds, different before and after */
    public static Operation write(Effect effect, Write call, String... methods) {
        return prepared(
                scene -> () -> {
                    call.run(scene);
                    return "done";
                },
                Optional.of(effect),
                methods);
    }

    /** A write through what was made before, such as a run in progress. */
    public static Operation preparedWrite(Effect effect, Preparation preparation, String... methods) {
        return prepared(preparation, Optional.of(effect), methods);
    }

    private static Operation prepared(Preparation preparation, Optional<Effect> effect, String... methods) {
        return new Operation(
                preparation,
                List.of(methods),
                effect,
                List.of(),
                unknown -> true,
                answer -> false,
                Retry.BY_ANOTHER_PROCESS,
                false,
                "");
    }

    /** The same, told apart from another operation of the same first method. */
    public Operation with(String words) {
        return new Operation(
                preparation, methods, effect, stages, wholly, confession, retry, startsEmpty, ", " + words);
    }

    /** The same, on a store that holds nothing yet. */
    public Operation inAnEmptyStore() {
        return new Operation(preparation, methods, effect, stages, wholly, confession, retry, true, note);
    }

    /** A write of several entries, which may be found at one of these effects after it threw. */
    public Operation mayStopAt(Object... effects) {
        return new Operation(
                preparation, methods, effect, List.of(effects), unknown -> false, confession, retry, startsEmpty, note);
    }

    /** Of those entries this one makes the write whole. */
    public Operation whollyBy(Predicate<CommitOutcomeUnknownException> entry) {
        return new Operation(preparation, methods, effect, stages, entry, confession, retry, startsEmpty, note);
    }

    /** A read that may also answer so: where the answer itself says what it lacks. */
    public Operation mayConfess(Predicate<Object> answer) {
        return new Operation(preparation, methods, effect, stages, wholly, answer, retry, startsEmpty, note);
    }

    /** A write that the same caller repeats, by the same call, after it was refused. */
    public Operation repeatedBySameCaller() {
        return new Operation(
                preparation, methods, effect, stages, wholly, confession, Retry.SAME_CALL, startsEmpty, note);
    }

    /** A write that another process brings to its end by repeating it, wherever it stopped. */
    public Operation convergesWhenRepeated() {
        return new Operation(
                preparation,
                methods,
                effect,
                stages,
                wholly,
                confession,
                Retry.ALWAYS_BY_ANOTHER_PROCESS,
                startsEmpty,
                note);
    }

    /** A write that is not repeated, as what it needs is gone or made anew by each preparation. */
    public Operation notRepeated() {
        return new Operation(preparation, methods, effect, stages, wholly, confession, Retry.NONE, startsEmpty, note);
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
        return Set.copyOf(stages);
    }

    boolean isWholly(CommitOutcomeUnknownException unknown) {
        return wholly.test(unknown);
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
