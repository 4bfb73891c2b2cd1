package io.mlplatform.internal.publish;

import io.mlplatform.AliasName;
import io.mlplatform.DataCorruptException;
import io.mlplatform.internal.log.Head;
import io.mlplatform.internal.log.ReviewedEntry;
import io.mlplatform.internal.log.ReviewedLog;
import io.mlplatform.store.Delimiter;
import io.mlplatform.store.Listing;
import io.mlplatform.store.StoreLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The logs of one entity for review: its own, and one for each protected alias. */
public final class EntityLogs {

    private static final int PAGE = 1_000;

    private final EntityRoom room;

    EntityLogs(EntityRoom room) {
        this.room = room;
    }

    public ReviewedLog own() {
        return ReviewedLog.of(room.root(), room.entity(), room.context());
    }

    public ReviewedLog of(AliasName alias) {
        return ReviewedLog.of(room.root(), room.entity(), alias, room.context());
    }

    /** The aliases that have a log: told by the newest entry of the entity's own, or by a LIST where that is damaged. */
    public List<AliasName> protectedAliases(ReviewedEntry newest) {
        return newest.head().flatMap(this::told).orElseGet(this::listed);
    }

    private Optional<List<AliasName>> told(Head head) {
        try {
            return Optional.of(room.log().state(head).protectedAliases());
        } catch (DataCorruptException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private List<AliasName> listed() {
        StoreLocation folder = room.keys().aliasLogs();
        List<AliasName> aliases = new ArrayList<>();
        Optional<String> after = Optional.of("");
        while (after.isPresent()) {
            Listing page = folder.store().list(folder.prefix(), after.get(), Delimiter.SLASH, PAGE);
            page.folders().forEach(name -> alias(name.substring(folder.prefix().length(), name.length() - 1))
                    .ifPresent(aliases::add));
            after = page.next();
        }
        return aliases;
    }

    // A folder that a console left there names no alias.
    private static Optional<AliasName> alias(String name) {
        try {
            return Optional.of(AliasName.of(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
