package io.mlplatform.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlplatform.CommitOutcomeUnknownException;
import io.mlplatform.MlPlatform;
import io.mlplatform.datasets.DatasetDraft;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.models.Approval;
import io.mlplatform.models.ModelVersion;

/** The writes of the fault sweep: each with what comes before it, how to tell that it took place, and a next one. */
enum SweptWrite {
    FIRST_PUBLISH {
        @Override
        void prepare(MlPlatform ml) {}

        @Override
        void run(MlPlatform ml) {
            Lab.publish(ml, "own.csv", "own");
        }

        @Override
        boolean isDone(MlPlatform ml) {
            return holds(ml, "own.csv");
        }
    },
    LATER_PUBLISH {
        @Override
        void prepare(MlPlatform ml) {
            Lab.publish(ml, "base.csv", "b");
        }

        @Override
        void run(MlPlatform ml) {
            Lab.publish(ml, "own.csv", "own");
        }

        @Override
        boolean isDone(MlPlatform ml) {
            return holds(ml, "own.csv");
        }
    },
    SEGMENTED_PUBLISH {
        @Override
        void prepare(MlPlatform ml) {
            Lab.segmented(ml).publish();
        }

        @Override
        void run(MlPlatform ml) {
            Lab.publish(ml, "own.csv", "own");
        }

        @Override
        boolean isDone(MlPlatform ml) {
            return holds(ml, "own.csv");
        }
    },
    PUBLISH_WITH_DOCUMENTS {
        @Override
        void prepare(MlPlatform ml) {
            Lab.model(ml, "input");
        }

        @Override
        void run(MlPlatform ml) {
            DatasetDraft draft = Lab.draft(ml, "own.csv", "own");
            ModelVersion input = ml.models().get(Lab.NAME);
            for (int i = 0; i < 65; i++) {
                draft.uses(input, "role-" + i);
            }
            draft.publish();
        }

        @Override
        boolean isDone(MlPlatform ml) {
            return holds(ml, "own.csv") && ml.datasets().get(Lab.NAME).inputs().size() == 65;
        }
    },
    ASSIGN {
        @Override
        void prepare(MlPlatform ml) {
            Lab.publish(ml, "own.csv", "own");
        }

        @Override
        void run(MlPlatform ml) {
            ml.datasets().assign(ml.datasets().get(Lab.NAME + "@1"), "stable");
        }

        @Override
        boolean isDone(MlPlatform ml) {
            return ml.datasets().find(Lab.NAME + "@stable").isPresent();
        }
    },
    PROTECTED_ASSIGN {
        @Override
        void prepare(MlPlatform ml) {
            ml.models().assign(Lab.model(ml, "1"), "production", Approval.by("board"));
            Lab.model(ml, "2");
        }

        @Override
        void run(MlPlatform ml) {
            ml.models().assign(ml.models().get(Lab.NAME + "@2"), "production", Approval.by("board"));
        }

        @Override
        boolean isDone(MlPlatform ml) {
            return ml.models().get(Lab.NAME + "@production").version() == 2;
        }

        @Override
        boolean isWholly(CommitOutcomeUnknownException unknown) {
            return unknown.entity().endsWith("@production");
        }

        @Override
        void again(MlPlatform ml) {
            ml.models().assign(ml.models().get(Lab.NAME + "@1"), "production", Approval.by("board"));
            assertThat(ml.models().get(Lab.NAME + "@production").version()).isEqualTo(1);
        }
    };

    abstract void prepare(MlPlatform ml);

    abstract void run(MlPlatform ml);

    /** True where the write took place; what it published verifies then. */
    abstract boolean isDone(MlPlatform ml);

    /** True where the entry of unknown outcome is the whole write, not a step before it. */
    boolean isWholly(CommitOutcomeUnknownException unknown) {
        return true;
    }

    /** A clean write behind it, of another process. */
    void again(MlPlatform ml) {
        DatasetVersion next = Lab.publish(ml, "next.csv", "next");
        assertThat(ml.datasets().verify(next)).isEmpty();
    }

    private static boolean holds(MlPlatform ml, String path) {
        return ml.datasets()
                .find(Lab.NAME)
                .filter(version -> holds(ml, version, path))
                .isPresent();
    }

    private static boolean holds(MlPlatform ml, DatasetVersion version, String path) {
        assertThat(ml.datasets().verify(version)).isEmpty();
        return Lab.paths(ml, version).contains(path);
    }
}
