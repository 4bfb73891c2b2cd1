package io.mlplatform.internal.publish;

import io.mlplatform.AliasName;
import io.mlplatform.CommitOutcomeUnknownException;
import io.mlplatform.CommitResolution;
import io.mlplatform.EntityName;
import io.mlplatform.internal.Context;
import io.mlplatform.internal.OpenStores;
import io.mlplatform.internal.ZoneRoot;
import io.mlplatform.internal.log.AliasLog;
import io.mlplatform.internal.log.EntityLog;
import io.mlplatform.layout.Zone;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Settles writes of unknown outcome, in whichever log they were meant for. */
public final class Resolution {

    private static final Pattern ADDRESS = Pattern.compile("mlp://([a-z]+)/([^@]+)(?:@(.+))?");

    private Resolution() {}

    public static CommitResolution of(CommitOutcomeUnknownException unknown, OpenStores stores, Context context) {
        Matcher address = ADDRESS.matcher(unknown.entity());
        if (!address.matches()) {
            throw new IllegalArgumentException("not an entity of this library: " + unknown.entity());
        }
        EntityName entity = EntityName.of(address.group(2));
        ZoneRoot root = stores.roots(Zone.of(address.group(1))).of(entity);
        String alias = address.group(3);
        return alias == null
                ? new EntityLog(root, entity, context).resolve(unknown)
                : new AliasLog(root, entity, AliasName.of(alias), context).resolve(unknown);
    }
}
