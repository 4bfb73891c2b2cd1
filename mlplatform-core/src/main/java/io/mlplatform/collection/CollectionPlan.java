package io.mlplatform.collection;

import io.mlplatform.internal.Table;
import java.util.List;

/**
 * What a collection of one entity would delete, and what it would leave alone; nothing is changed by it.
 *
 * @param entity its address
 * @param seq the newest entry of the log that it looked at
 * @param piles what there is, by reason
 * @param transactions the first thousand publishes of which something is in those piles, in order of id
 */
public record CollectionPlan(String entity, long seq, List<Pile> piles, List<Transaction> transactions) {

    /**
     * What is in the piles of one publish.
     *
     * @param version that it made, 0 for none
     */
    public record Transaction(String id, long version, Why why, long objects, long bytes) {}

    public CollectionPlan {
        piles = List.copyOf(piles);
        transactions = List.copyOf(transactions);
    }

    /** How many objects would be deleted. */
    public long objects() {
        return deleted().stream().mapToLong(Pile::objects).sum();
    }

    /** The bytes of those. */
    public long bytes() {
        return deleted().stream().mapToLong(Pile::bytes).sum();
    }

    /** The piles that would be deleted. */
    public List<Pile> deleted() {
        return piles.stream().filter(pile -> pile.why().isDeleted()).toList();
    }

    /** The piles that would be left alone. */
    public List<Pile> left() {
        return piles.stream().filter(pile -> !pile.why().isDeleted()).toList();
    }

    /** Totals in the first line, then a line each publish with its reason. */
    @Override
    public String toString() {
        Table table = new Table(List.of("transaction", "version", "objects", "bytes", "why"), 80);
        transactions.forEach(each -> table.add(List.of(
                each.id(),
                each.version() == 0 ? "" : Long.toString(each.version()),
                Long.toString(each.objects()),
                Long.toString(each.bytes()),
                each.why().toString())));
        return entity + " at entry " + seq + ": " + objects() + " objects, " + bytes() + " bytes to delete\n" + table;
    }
}
