package io.mlplatform.internal.publish;

import io.mlplatform.EntityName;
import io.mlplatform.internal.log.WriterToken;
import io.mlplatform.internal.log.WriterTokens;
import java.util.Optional;

/** A commit that an earlier publish with the same token made: known before its repetition prepares anything. */
public final class SettledCommit {

    private SettledCommit() {}

    /**
     * The version that it made; empty where the token is new. One LIST and one GET, and one more GET where there is one.
     *
     * @throws io.mlplatform.ConflictException the token is older than the writer's last, and no commit of it is in the log
     */
    public static Optional<OpenedVersion> of(VersionedZone zone, EntityName entity, WriterToken token) {
        EntityRoom room = zone.room(entity);
        return WriterTokens.versionOf(room.log(), room.log().tip(), token)
                .map(version -> room.opened(room.index().require(version)));
    }
}
