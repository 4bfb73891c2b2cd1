package io.mlplatform.features;

import io.mlplatform.AccessDeniedException;
import io.mlplatform.DataCorruptException;
import io.mlplatform.EntityName;
import io.mlplatform.NotFoundException;
import io.mlplatform.internal.Parallel;
import io.mlplatform.internal.ZoneRoot;
import io.mlplatform.internal.publish.EntityNow;
import io.mlplatform.internal.publish.VersionedZone;
import io.mlplatform.layout.Zone;
import io.mlplatform.lineage.UnseenZone;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Asks the definitions of all groups: one LIST a thousand groups, and for each group the LIST and GET of its newest entry,
 * many at a time. What is read of a group that is no hit is forgotten at once.
 */
final class GroupSearch {

    private static final int BATCH = 1_000;

    private final VersionedZone zone;
    private final FeatureQuery query;
    private final List<FeatureHit> hits = new ArrayList<>();
    private final List<FeatureHits.UnreadGroup> unread = new ArrayList<>();
    private final List<UnseenZone> unseen = new ArrayList<>();
    private long found;
    private long searched;

    GroupSearch(VersionedZone zone, FeatureQuery query) {
        this.zone = zone;
        this.query = query;
    }

    FeatureHits run() {
        List<EntityName> names = names();
        for (int from = 0; from < names.size(); from += BATCH) {
            ask(names.subList(from, Math.min(names.size(), from + BATCH)));
        }
        return new FeatureHits(hits, found, searched, unread, unseen);
    }

    private List<EntityName> names() {
        List<EntityName> names = new ArrayList<>();
        for (ZoneRoot place : zone.places()) {
            try {
                names.addAll(VersionedZone.entities(place, ""));
            } catch (AccessDeniedException e) {
                unseen.add(new UnseenZone(Zone.FEATURES, place.team(), "no access"));
            } catch (NotFoundException e) {
                unseen.add(new UnseenZone(Zone.FEATURES, place.team(), "not found"));
            }
        }
        Collections.sort(names);
        return names;
    }

    private void ask(List<EntityName> names) {
        List<Callable<Answer>> questions = new ArrayList<>();
        names.forEach(name -> questions.add(() -> ask(name)));
        for (Answer answer : Parallel.call(zone.context().executor(), "mlp://" + Zone.FEATURES, questions)) {
            answer.unread().ifPresent(unread::add);
            searched += answer.isGroup() ? 1 : 0;
            found += answer.hit().isPresent() ? 1 : 0;
            answer.hit().filter(hit -> hits.size() < query.limit()).ifPresent(hits::add);
        }
    }

    private Answer ask(EntityName name) {
        try {
            Optional<EntityNow> group = zone.now(name).filter(now -> now.kind().equals(GroupState.KIND));
            return new Answer(
                    group.isPresent(),
                    group.flatMap(
                            now -> query.hit(GroupState.read(name, now.detail()).group(), now.latest())),
                    Optional.empty());
        } catch (AccessDeniedException e) {
            return Answer.unread(name, "no access");
        } catch (NotFoundException e) {
            return Answer.unread(name, "not found");
        } catch (DataCorruptException e) {
            return Answer.unread(name, "damaged, or of a newer format");
        }
    }

    /** @param isGroup false for what is no feature group, or none yet, and for what could not be read */
    private record Answer(boolean isGroup, Optional<FeatureHit> hit, Optional<FeatureHits.UnreadGroup> unread) {

        static Answer unread(EntityName name, String why) {
            return new Answer(false, Optional.empty(), Optional.of(new FeatureHits.UnreadGroup(name, why)));
        }
    }
}
