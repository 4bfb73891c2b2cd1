package io.mlplatform.simulation;

import io.mlplatform.CommitResolution;
import io.mlplatform.EntityName;
import io.mlplatform.internal.Keys;
import io.mlplatform.internal.ZoneRoot;
import io.mlplatform.internal.log.EntityLog;
import io.mlplatform.layout.Zone;
import io.mlplatform.store.StoreLocation;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a new process does with the writes that a dead one had noted in its journal: it fills their slots. */
record Takeover(World world, Node node) {

    private static final Pattern ENTRY = Pattern.compile("([a-z]+)/(.+)/_log/[0-9]{10}-([0-9]{10})\\.json");

    /** Gives up a write that was noted, and died with its process before it was sent. */
    void abandonUnsent(String log, long seq) {
        abandon(
                Keys.slot(new StoreLocation(node.store(), log + "/"), seq).value(),
                node.context().ids().ulid());
    }

    /** Gives the write up if it does not stand by now; entries of aliases' logs are left to their next move. */
    void abandon(String key, String writeId) {
        Matcher entry = ENTRY.matcher(key);
        if (!entry.matches()) {
            return;
        }
        Zone zone = Zone.of(entry.group(1));
        ZoneRoot root = node.root(zone);
        EntityLog log = new EntityLog(root, EntityName.of(entry.group(2)), node.context());
        Attempt attempt = new Attempt(
                node.actor(), "ABANDON", "", Intent.none(), world.truth().moment());
        node.begin(attempt);
        CommitResolution resolution = log.abandon(Long.parseLong(entry.group(3)), writeId);
        if (!node.isDead()) {
            world.settle(writeId, resolution);
            world.trace().add(node.actor(), "took over " + writeId + ": " + resolution);
        }
    }
}
