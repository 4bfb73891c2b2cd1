package io.mlplatform.modelcheck;

import static io.mlplatform.modelcheck.CommitScript.append;
import static io.mlplatform.modelcheck.CommitScript.overwrite;
import static io.mlplatform.modelcheck.CommitScript.take;

import io.mlplatform.modelcheck.Resolver.Courtesy;
import io.mlplatform.modelcheck.Resolver.Filling;

/** The models that are searched, all with all rules: small enough to be searched to the end, each about one danger. */
final class Scenarios {

    private Scenarios() {}

    /** Version 1 in txn 0, version 2 in txn 1, which replaced it. */
    private static Draft twoVersions(String name) {
        return new Draft(name).committed(0, 0).committed(1, 0);
    }

    /** Two writers, one on the latest and one on an old version that is retired meanwhile, and two collections. */
    static Model base() {
        return twoVersions("base")
                .committer(append(2, 1))
                .committer(take(3, 1))
                .clerk(EntryType.RETIRE, 1)
                .collector()
                .collector()
                .entries(7)
                .model();
    }

    /** Two appends and two collections, of which an answer is lost. */
    static Model lossyBase() {
        return appendsAndCollections("base, answers lost").faults(1).model();
    }

    /** Two appends and two collections, where a put or a delete comes again later. */
    static Model lateBase() {
        return appendsAndCollections("base, late duplicates").late(1).model();
    }

    private static Draft appendsAndCollections(String name) {
        return twoVersions(name)
                .stands(Entry.of(EntryType.RETIRE, 0, 1))
                .committer(append(2, 1))
                .committer(append(3, 1))
                .collector()
                .collector()
                .entries(6);
    }

    static Model commits() {
        return twoVersions("commits")
                .committer(append(2, 1))
                .committer(overwrite(3, 0))
                .committer(append(4, 1))
                .entries(3)
                .faults(3)
                .model();
    }

    static Model collection() {
        return twoVersions("collection")
                .committer(take(2, 1))
                .clerk(EntryType.RETIRE, 1)
                .collector()
                .entries(4)
                .faults(2)
                .late(2)
                .model();
    }

    static Model equalSegments() {
        return new Draft("equal segments")
                .committed(0, 0)
                .committer(append(1, 1))
                .committer(append(2, 1).equalTo(1))
                .collector()
                .entries(4)
                .faults(1)
                .late(1)
                .model();
    }

    static Model latest() {
        return twoVersions("latest")
                .committer(append(2, 1))
                .clerk(EntryType.RETIRE, 2)
                .clerk(EntryType.ALIAS, 1)
                .clerk(EntryType.RETIRE, 1)
                .collector()
                .entries(6)
                .faults(1)
                .model();
    }

    static Model tokens() {
        return new Draft("tokens")
                .committed(0, 0)
                .committer(overwrite(1, 0).with(new Token(1, 1, 0)))
                .committer(overwrite(2, 0).with(new Token(1, 1, 0)))
                .committer(overwrite(3, 0).with(new Token(2, 1, 0)))
                .committer(overwrite(4, 0).with(new Token(1, 2, 0)))
                .entries(4)
                .faults(1)
                .writersKept(1)
                .model();
    }

    static Model resolving() {
        Draft draft = twoVersions("resolving").committer(append(2, 1)).committer(overwrite(3, 0));
        Committer committer = draft.committer(0);
        return draft.actor(self -> new Resolver(
                        self, "resolver " + self, committer, Filling.IDENTICAL, Courtesy.WAITS_FOR_THE_END))
                .actor(self ->
                        new Resolver(self, "resolver " + self, committer, Filling.NOOP, Courtesy.TAKES_IT_FOR_DEAD))
                .collector()
                .entries(6)
                .faults(2)
                .model();
    }

    static Model resuming() {
        return twoVersions("resuming")
                .committer(append(2, 1))
                .committer(append(2, 1).resuming(0))
                .committer(overwrite(3, 0))
                .collector()
                .entries(6)
                .faults(2)
                .model();
    }

    static Model aliases() {
        return new Draft("protected alias")
                .committed(0, 0)
                .committed(1, 0)
                .committed(2, 0)
                .stands(Entry.of(EntryType.PIN, 0, 1, 1))
                .stands(Entry.of(EntryType.MOVE, 0, 1, 3))
                .mover(2)
                .mover(1)
                .clerk(EntryType.RETIRE, 1)
                .clerk(EntryType.RETIRE, 2)
                .entries(8)
                .faults(2)
                .model();
    }

    /** A user pins what another retires and a third takes from, while it is collected. */
    static Model pins() {
        return twoVersions("user pins")
                .committer(take(2, 1))
                .clerk(EntryType.PIN, 1)
                .clerk(EntryType.RETIRE, 1)
                .collector()
                .entries(5)
                .faults(1)
                .late(1)
                .model();
    }

    /** More of everything than can be searched to the end. */
    static Model crowd() {
        return twoVersions("crowd")
                .committer(append(2, 1))
                .committer(overwrite(3, 0))
                .committer(take(4, 1))
                .clerk(EntryType.RETIRE, 1)
                .clerk(EntryType.RETIRE, 2)
                .clerk(EntryType.PIN, 2)
                .clerk(EntryType.ALIAS, 1)
                .mover(2)
                .collector()
                .collector()
                .collector()
                .entries(16)
                .faults(4)
                .late(3)
                .model();
    }
}
