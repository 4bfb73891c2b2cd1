package io.mlplatform.modelcheck;

/** What the entries of the log up to a head say: the state that the head's entry carries. */
final class History {

    private final World world;
    private final int head;
    private final int[] commits = new int[Layout.TXNS + 1];
    private int latest;
    private int retired;
    private int alias;
    private int pins;

    /** @param head the seq of the newest entry that is read */
    History(World world, int head) {
        this.world = world;
        this.head = head;
        for (int seq = 0; seq <= head; seq++) {
            read(seq, world.entry(seq));
        }
    }

    static History now(World world) {
        return new History(world, world.next(Log.ENTITY) - 1);
    }

    private void read(int seq, Entry entry) {
        switch (entry.type()) {
            case COMMIT -> commits[++latest] = seq;
            case RETIRE -> retired |= versionBit(entry.a());
            case ALIAS -> alias = entry.a();
            case PIN -> pins |= 1 << seq;
            case UNPIN -> pins &= ~(entry.a() | entry.b() << 8);
            case EMPTY, CONDEMN, SWEPT, NOOP, MOVE -> {}
        }
    }

    static int versionBit(int version) {
        return 1 << (version - 1);
    }

    int latest() {
        return latest;
    }

    /** The slot of the version's commit. */
    int slotOf(int version) {
        return commits[version];
    }

    int[] content(int version) {
        return version == 0 ? new int[2] : world.entry(commits[version]).content();
    }

    /** The retired versions, as a set. */
    int retired() {
        return retired;
    }

    boolean isRetired(int version) {
        return (retired & versionBit(version)) != 0;
    }

    /** The version that the plain alias names, 0 for none. */
    int alias() {
        return alias;
    }

    /** The slots of pins that the protected alias holds, as a set. */
    int aliasPins() {
        int held = 0;
        for (int seq = 0; seq <= head; seq++) {
            if ((pins >>> seq & 1) == 1 && world.entry(seq).b() == 1) {
                held |= 1 << seq;
            }
        }
        return held;
    }

    /** True where one of a set of pins is on the version. */
    boolean isPinned(int version, int among) {
        for (int seq = 0; seq <= head; seq++) {
            if ((among >>> seq & 1) == 1 && world.entry(seq).a() == version) {
                return true;
            }
        }
        return false;
    }

    /** A version that is not dead: not retired, or its grace goes on, or it is pinned. */
    boolean isLive(int version) {
        return version == latest || !isRetired(version) || !world.isGraceOver(version) || isPinned(version, pins);
    }

    /** All that live versions reach. */
    int liveObjects() {
        int objects = 0;
        for (int version = 1; version <= latest; version++) {
            if (isLive(version)) {
                for (int place : content(version)) {
                    objects |= Place.objects(place);
                }
            }
        }
        return objects;
    }

    /** The txns that condemnations from entry {@code baseSeq} on name. */
    int condemnedSince(int baseSeq) {
        int txns = 0;
        for (int seq = Math.max(0, baseSeq); seq <= head; seq++) {
            if (world.type(seq) == EntryType.CONDEMN) {
                txns |= world.entry(seq).a();
            } else if (world.type(seq) == EntryType.SWEPT && !world.keeps(Rule.CONDEMNS_ARE_REMEMBERED)) {
                txns = 0;
            }
        }
        return txns;
    }

    /** The txns that were condemned and not said to be swept. */
    int unswept() {
        int txns = 0;
        for (int seq = 0; seq <= head; seq++) {
            if (world.type(seq) == EntryType.CONDEMN) {
                txns |= world.entry(seq).a();
            } else if (world.type(seq) == EntryType.SWEPT) {
                txns = 0;
            }
        }
        return txns;
    }

    /** The slot of the commit of a txn from entry {@code from} on, or -1. */
    int commitOf(int txn, int from) {
        for (int seq = Math.max(0, from); seq <= head; seq++) {
            if (world.type(seq) == EntryType.COMMIT && world.entry(seq).a() == txn) {
                return seq;
            }
        }
        return -1;
    }

    /** The txns that entries behind {@code seq} committed. */
    int committedAfter(int seq) {
        int txns = 0;
        for (int later = seq + 1; later <= head; later++) {
            if (world.type(later) == EntryType.COMMIT) {
                txns |= 1 << world.entry(later).a();
            }
        }
        return txns;
    }

    int versionOf(Token token) {
        return new WriterMap(world, head).versionOf(token);
    }
}
