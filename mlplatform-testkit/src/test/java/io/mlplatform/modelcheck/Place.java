package io.mlplatform.modelcheck;

/**
 * Where the bytes of one path of a version are: the txn of its file, and the segment that names it by txn and number. A
 * version may carry a segment of an older txn as it is, or name an older file in a segment of its own. One byte; 0 where
 * the version has no such path.
 */
final class Place {

    static final int NONE = 0;

    private Place() {}

    static int of(int fileTxn, int segmentTxn, int segment) {
        return fileTxn | segmentTxn << 3 | segment << 6;
    }

    static int fileTxn(int place) {
        return place & 7;
    }

    static int segmentTxn(int place) {
        return place >>> 3 & 7;
    }

    static int segment(int place) {
        return place >>> 6;
    }

    /** The objects that the path needs, as a set. */
    static int objects(int place) {
        return place == NONE ? 0 : 1 << file(fileTxn(place)) | 1 << segment(segmentTxn(place), segment(place));
    }

    /** The txns that the path reaches, as a set. */
    static int txns(int place) {
        return place == NONE ? 0 : 1 << fileTxn(place) | 1 << segmentTxn(place);
    }

    static int file(int txn) {
        return txn * Layout.OBJECTS_A_TXN;
    }

    static int segment(int txn, int number) {
        return txn * Layout.OBJECTS_A_TXN + number;
    }

    /** All objects of a set of txns. */
    static int objectsOfTxns(int txns) {
        int objects = 0;
        for (int txn = 0; txn < Layout.TXNS; txn++) {
            if ((txns >>> txn & 1) == 1) {
                objects |= 0xF << file(txn);
            }
        }
        return objects;
    }

    static String object(int object) {
        int number = object % Layout.OBJECTS_A_TXN;
        int txn = object / Layout.OBJECTS_A_TXN;
        return number == 0 ? "file of txn " + txn : "segment " + number + " of txn " + txn;
    }

    static String text(int place) {
        return place == NONE
                ? "-"
                : "file of " + fileTxn(place) + " in segment " + segment(place) + " of " + segmentTxn(place);
    }
}
