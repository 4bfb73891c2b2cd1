package io.mlplatform.collection;

/** Why objects are garbage, or why they are left alone though no version needs them. */
public enum Why {
    /** A publish that was never finished staged them. */
    UNFINISHED("no commit names the transaction"),
    /** They were staged by a version, and every version that needs them is retired, its time over. */
    RETIRED("only retired versions name the transaction"),
    /** An earlier collection gave the transaction up; its sweep broke off, or a late writer staged more. */
    GIVEN_UP("an earlier collection gave the transaction up"),
    /** Others of the same transaction are live. */
    LEFT_OVER("no live version names the object, others of its transaction are live"),
    /** Index or export of a retired version. */
    DERIVED("derived from a retired version"),
    /** Left alone: the publish may still be under way. */
    TOO_YOUNG("no commit names the transaction, and it is younger than the in-flight grace");

    private final String words;

    Why(String words) {
        this.words = words;
    }

    /** False for what a collection leaves alone. */
    public boolean isDeleted() {
        return this != TOO_YOUNG;
    }

    @Override
    public String toString() {
        return words;
    }
}
