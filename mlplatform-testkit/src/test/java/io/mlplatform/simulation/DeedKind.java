package io.mlplatform.simulation;

import java.util.function.Consumer;

/** All that actors can do. */
enum DeedKind {
    APPEND(PublisherDeeds::append),
    APPEND_PARTITION(PublisherDeeds::appendPartition),
    REPLACE(PublisherDeeds::replace),
    OVERWRITE_PARTITION(PublisherDeeds::overwritePartition),
    DELETE(PublisherDeeds::delete),
    EXACTLY_ONCE(PublisherDeeds::exactlyOnce),
    ASSIGN(AliasDeeds::assign),
    REMOVE_ALIAS(AliasDeeds::remove),
    PUBLISH_MODEL(ModelDeeds::publish),
    PROMOTE(ModelDeeds::promote),
    ROLL_BACK(ModelDeeds::rollBack),
    DEPLOY(ModelDeeds::deploy),
    UNDEPLOY(ModelDeeds::undeploy),
    DEFINE(ModelDeeds::define),
    RETIRE(KeeperDeeds::retire),
    RETIRE_BY_RULE(KeeperDeeds::retireByRule),
    DROP(KeeperDeeds::drop),
    ERASE(KeeperDeeds::erase),
    REPAIR(KeeperDeeds::repair),
    PIN(KeeperDeeds::pin),
    UNPIN(KeeperDeeds::unpin),
    SEAL(KeeperDeeds::seal),
    REOPEN(KeeperDeeds::reopen),
    DRY_RUN(KeeperDeeds::dryRun),
    COLLECT(KeeperDeeds::collect),
    RUN(RunDeeds::start),
    RESUME_RUN(RunDeeds::resume),
    READ_RUN(RunDeeds::read),
    READ_LATEST(ReaderDeeds::latest),
    READ_NUMBER(ReaderDeeds::number),
    READ_ALIAS(ReaderDeeds::alias),
    READ_PRODUCTION(ReaderDeeds::production),
    READ_AT(ReaderDeeds::at),
    FETCH(ReaderDeeds::fetch),
    DIFF(ReaderDeeds::diff),
    VERIFY(ReaderDeeds::verify),
    HISTORY(ReaderDeeds::history),
    /** Hours or days in which the actor does nothing. */
    REST(actor -> actor.world().pause(actor.dice().nextInt(200_000_000)));

    private final Consumer<Actor> act;

    DeedKind(Consumer<Actor> act) {
        this.act = act;
    }

    void perform(Actor actor) {
        act.accept(actor);
    }
}
