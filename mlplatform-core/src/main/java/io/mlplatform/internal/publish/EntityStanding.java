package io.mlplatform.internal.publish;

import io.mlplatform.AliasName;
import io.mlplatform.internal.log.AliasLog;
import io.mlplatform.internal.log.EntityState;
import io.mlplatform.internal.log.RetiredRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How an entity's versions stand: by which names they are asked for, and which are retired.
 *
 * @param latest the newest version, 0 before the first
 * @param aliases protected ones too, each with the version that it names
 */
public record EntityStanding(long latest, Map<String, Long> aliases, List<RetiredRange> retired) {

    /** One LIST and one GET, and the same again for each protected alias. */
    static Optional<EntityStanding> of(EntityRoom room) {
        return room.log().tip().head().map(head -> of(room, room.log().state(head)));
    }

    private static EntityStanding of(EntityRoom room, EntityState state) {
        Map<String, Long> aliases = new TreeMap<>();
        state.aliases().forEach((alias, target) -> aliases.put(alias, target.version()));
        for (AliasName alias : state.protectedAliases()) {
            AliasLog log = new AliasLog(room.root(), room.entity(), alias, room.context());
            log.tip()
                    .head()
                    .ifPresent(
                            head -> aliases.put(alias.value(), log.value(head).version()));
        }
        return new EntityStanding(state.latest(), aliases, state.retired());
    }

    /** {@code latest} where it is that, and its aliases in order. */
    public List<String> names(long version) {
        List<String> names = new ArrayList<>();
        if (version == latest) {
            names.add("latest");
        }
        aliases.forEach((alias, named) -> {
            if (named == version) {
                names.add(alias);
            }
        });
        return names;
    }

    public boolean isRetired(long version) {
        return retired.stream().anyMatch(range -> range.contains(version));
    }
}
