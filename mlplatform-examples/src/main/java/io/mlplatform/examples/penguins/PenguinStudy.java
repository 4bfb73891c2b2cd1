package io.mlplatform.examples.penguins;

import io.mlplatform.MlPlatform;
import io.mlplatform.datasets.DatasetVersion;
import io.mlplatform.models.Approval;
import io.mlplatform.models.ModelVersion;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** The study itself, from mistaken tables to a model in production; prints as it goes. */
final class PenguinStudy {

    private static final String MODEL_FILE = "species.tribuo";
    private static final int PREVIEWED_ROWS = 3;

    private final MlPlatform ml;
    private final String dataset;
    private final String model;
    private final Path work;
    private final PrintStream out;

    /**
     * A study in an open platform, which stays the caller's to close.
     *
     * @param team the first segment of the dataset's and the model's name
     * @param work an empty folder for the files that are written and fetched on the way
     */
    PenguinStudy(MlPlatform ml, String team, Path work, PrintStream out) {
        this.ml = ml;
        this.dataset = team + "/penguins";
        this.model = team + "/penguin-species";
        this.work = work;
        this.out = out;
    }

    Findings run() {
        step("Publish the tables as they were first sent (the mistake in them was planted for this example)");
        DatasetVersion sent = publish(Edition.AS_FIRST_SENT, "Field tables of 2007 to 2009, with a planted mistake");
        step("Publish the correction");
        DatasetVersion corrected = publish(Edition.CORRECTED, "Dream: bill length and depth under their own headings");
        step("See what changed");
        compare(sent, corrected);

        step("Train on each version, fetched by its pinned reference");
        Candidate first = train(sent.ref().toString());
        Candidate second = train(corrected.ref().toString());
        step("Promote the better model");
        promote(second.score().accuracy() >= first.score().accuracy() ? second : first);

        step("Fetch what is in production, as a service would, and score it again");
        ModelVersion production = ml.models().get("mlp://models/" + model + "@production");
        Score confirmed = confirm(production, tables(corrected));
        step("See what it was made from");
        show(ml.lineage().of(production));

        Findings findings = new Findings(first, second, production, confirmed);
        out.println("\n" + findings);
        return findings;
    }

    private DatasetVersion publish(Edition edition, String message) {
        Path tables = work.resolve(edition.name());
        PenguinFiles.write(edition, tables);
        DatasetVersion version = ml.datasets()
                .draft(dataset)
                .partitionBy("split", "island")
                .addFiles(tables, "**/*.csv")
                .replace()
                .message(message)
                .publish();
        show(version.ref() + ": " + version.files() + " files, " + version.bytes() + " bytes");
        return version;
    }

    private void compare(DatasetVersion before, DatasetVersion after) {
        show(ml.datasets().diff(before, after));
        for (DatasetVersion version : List.of(before, after)) {
            out.println();
            show(PenguinFiles.MISTAKEN + " in version " + version.version());
            show(ml.datasets().preview(version, PenguinFiles.MISTAKEN, PREVIEWED_ROWS));
        }
    }

    private Candidate train(String pinned) {
        DatasetVersion data = ml.datasets().get(pinned);
        Path tables = tables(data);
        ml.datasets().fetch(data, tables);

        PenguinClassifier classifier = PenguinClassifier.train(tables, pinned);
        Score score = classifier.score(tables);
        Path file = work.resolve(MODEL_FILE);
        classifier.save(file);

        ModelVersion published = ml.models()
                .draft(model)
                .addFile(file)
                .uses(data)
                .metric("accuracy", score.accuracy())
                .message("Decision tree on the tables of version " + data.version())
                .publish();
        show(pinned + " -> " + published.ref() + ": " + score);
        return new Candidate(data, published, score);
    }

    private void promote(Candidate better) {
        ml.models().assign(better.model(), "production", Approval.by("penguin-review"));
        show(better.model().ref() + " is now " + model + "@production");
    }

    private Score confirm(ModelVersion production, Path tables) {
        ml.models().verify(production);
        Path served = work.resolve("served");
        ml.models().fetch(production, served);

        Score score = PenguinClassifier.load(served.resolve(MODEL_FILE)).score(tables);
        show(production.ref() + ": " + score);
        out.println();
        show("Each row is a species, each column what the model took it for:\n" + score.confusion());
        return score;
    }

    private Path tables(DatasetVersion fetched) {
        return work.resolve("penguins-" + fetched.version());
    }

    private void step(String title) {
        out.println("\n" + title);
    }

    private void show(Object shown) {
        out.print(shown.toString().indent(2));
    }
}
